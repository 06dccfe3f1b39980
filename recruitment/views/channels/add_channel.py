"""A new way in: a club, a clinic, a shop, or a practice's own."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from recruitment.actions import channels
from recruitment.channel_forms import ChannelForm

WRONG = 422


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("channel.manage")
def add_channel(request: StaffRequest) -> HttpResponse:
    form = ChannelForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        channel = channels.add(**form.cleaned_data, by=request.user)
        return redirect("recruitment:show_channel", channel.code)
    return render(request, "recruitment/add_channel.html", {"form": form}, status=WRONG if form.is_bound else 200)
