"""One way in: its short address, its counts, and everything that can be printed for it."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cohort.accounts.access import StaffRequest, requires
from recruitment.actions import channels
from recruitment.models import Channel
from recruitment.presenters.material import addresses, kinds
from recruitment.reading.channels import ways


@never_cache
@require_safe
@requires("channel.manage")
def show_channel(request: StaffRequest, code: str) -> HttpResponse:
    channel = get_object_or_404(Channel.objects.visible_to(request.user).select_related("practice"), code=code)
    (way,) = ways([channel])
    page = {"way": way, "address": addresses.address(channel), "kinds": kinds.fitting(channel)}
    return render(request, "recruitment/show_channel.html", page)


@require_POST
@requires("channel.manage")
def end_channel(request: StaffRequest, code: str) -> HttpResponse:
    """Its posters lead to a page that says how to go on; its counts stay."""
    channel = get_object_or_404(Channel.objects.visible_to(request.user), code=code)
    channels.end(channel=channel, by=request.user)
    messages.success(request, _("The short address has ended."))
    return redirect("recruitment:show_channel", channel.code)
