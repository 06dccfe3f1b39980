"""The code that came the other way, typed in the browser that asked for it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cohort.common import clock, reach
from cohort.members import own
from cohort.members.actions import own_codes
from cohort.members.actions.own_codes import Tried
from cohort.members.language import speak
from cohort.members.models import SignInCode
from cohort.members.own import secret

ASKED = "own_code"  # in the session: the code's id, and whose it is
WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@secret
def type_own_code(request: HttpRequest) -> HttpResponse:
    """A right code opens the own page. A browser that asked for none is shown the way to one."""
    asked = request.session.get(ASKED)
    if asked is None:
        return redirect("members:find_own_link")
    pk, participant_pk = asked
    with reach.of_participant(participant_pk):
        code = SignInCode.objects.select_related("participant").filter(pk=pk, participant=participant_pk).first()
        if code is None:
            return redirect("members:find_own_link")
        speak(request, code.participant)
        is_over = not SignInCode.objects.usable(clock.now()).filter(pk=pk).exists()
        if request.method != "POST":
            return _show(request, code, is_over=is_over)
        tried = own_codes.attempt(code=code, typed=request.POST.get("code", "")[:40])
        if tried is not Tried.RIGHT:
            return _show(request, code, is_over=tried is Tried.OVER, is_wrong=tried is Tried.WRONG)
        own.sign_in(request, code.participant)
        return redirect(settings.OWN_PAGE)


def _show(request: HttpRequest, code: SignInCode, *, is_over: bool, is_wrong: bool = False) -> HttpResponse:
    page = {"channel": code.channel, "is_over": is_over, "is_wrong": is_wrong}
    return render(request, "members/type_own_code.html", page, status=WRONG if is_wrong else 200)
