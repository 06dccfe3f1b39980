"""Where a poster's QR code and short address lead: what the study is, and a way to sign up."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cohort.common import reach
from questionnaires.views.personal import private
from recruitment.actions import channels
from recruitment.channel_forms import read_code
from recruitment.models import Channel
from recruitment.presenters import opened

JOIN = "join/"  # below the channel's address: signing up


@require_safe
@private
def open_channel(request: HttpRequest, code: str) -> HttpResponse:
    """Counted once a day for each browser; the one page that changes something when it is opened: a number.

    A code typed in another way leads to the same address. An ended and an unknown one get the same page, which asks
    to type it again.
    """
    with reach.of_link(read_code(code)):
        channel = Channel.objects.with_code(read_code(code))
        if channel is None:
            return render(request, "recruitment/type_channel.html", {"is_wrong": True}, status=404)
        if code != channel.code:
            return redirect("recruitment:open_channel", channel.code)
        page = {"channel": channel, "join": reverse("recruitment:open_channel", args=[channel.code]) + JOIN}
        response = render(request, "recruitment/open_channel.html", page)
        if request.method == "HEAD" or opened.is_counted(request, channel):
            return response
        channels.count_opened(channel=channel)
        return opened.remembered(request, response, channel)
