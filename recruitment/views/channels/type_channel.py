"""The code of a poster, typed instead of scanned."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from cohort.common import reach
from questionnaires.views.personal import private
from recruitment.channel_forms import read_code
from recruitment.models import Channel

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@private
def type_channel(request: HttpRequest) -> HttpResponse:
    """A right code leads on; every other one gets the same answer."""
    if request.method != "POST":
        return render(request, "recruitment/type_channel.html", {"is_wrong": False})
    code = read_code(request.POST.get("code", "")[:200])
    with reach.of_link(code):
        channel = Channel.objects.with_code(code)
    if channel is None:
        return render(request, "recruitment/type_channel.html", {"is_wrong": True}, status=WRONG)
    return redirect("recruitment:open_channel", channel.code)
