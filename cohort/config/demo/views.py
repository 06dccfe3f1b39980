"""The pages of the demonstration: what to try, the mail that went out, and the clock."""

from pathlib import Path

import pyotp
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from cohort.accounts import sessions
from cohort.common import clock
from cohort.common.access import public
from cohort.config.demo import mailbox, staff
from cohort.config.demo.clock import FileClock, noon_after

STEPS = (1, 14, 90)  # days the clock can be moved by


@public
@require_GET
def show_demo(request: HttpRequest) -> HttpResponse:
    """What to try first, who can sign in, and what day it is."""
    return render(
        request,
        "demo/show_demo.html",
        {
            "staff": staff.STAFF,
            "password": staff.PASSWORD,
            "code": current_code(),
            "now": clock.now(),
            "steps": STEPS,
            "mail_count": len(list(mail_folder().glob("*.eml"))),
        },
    )


@public
@require_GET
def list_mail(request: HttpRequest) -> HttpResponse:
    return render(request, "demo/list_mail.html", {"mails": mailbox.mails(mail_folder())})


@public
@require_GET
def show_mail(request: HttpRequest, name: str) -> HttpResponse:
    mail = mailbox.find(mail_folder(), name)
    if mail is None:
        raise Http404
    return render(request, "demo/show_mail.html", {"mail": mail})


@public
@require_POST
def move_clock(request: HttpRequest) -> HttpResponse:
    """To noon of a later day, so that what leaves in the morning of that day is due, whatever time it is now."""
    days = request.POST.get("days", "")
    if days not in map(str, STEPS):
        raise Http404
    shared = FileClock(settings.FILES_DIR / "clock")
    now = shared()
    shared.move(noon_after(now, int(days)) - now)
    if request.user.is_authenticated:
        sessions.begin(request=request)  # for whoever moved the clock, no time has passed
    moved = ngettext(
        "It is now noon, and the date is %(days)s day later.",
        "It is now noon, and the date is %(days)s days later.",
        int(days),
    ) % {"days": days}
    messages.success(request, f"{moved} {_('Messages that are due leave within seconds.')}")
    return redirect("demo:show_demo")


def mail_folder() -> Path:
    """Where the local mail server puts what it receives."""
    folder: Path = settings.FILES_DIR / "mail"
    return folder


def current_code() -> str:
    """The six digits an authenticator would show now for the demonstration's second factors."""
    return pyotp.TOTP(staff.TOTP_SECRET).now()
