"""Signing up by oneself, where a poster or a leaflet led."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from cohort.common import reach
from cohort.common.tokens import tidy_code
from cohort.members.own import secret
from recruitment.actions import join as joining
from recruitment.join_forms import JoinForm
from recruitment.models import Channel

WRONG, GONE = 422, 410
TRAP = "website"  # nobody sees it; what fills in every field is no person


@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@secret
def join(request: HttpRequest, code: str) -> HttpResponse:
    """Whoever signs up gets the same answer, for the same work: whether they are known is looked up by a worker."""
    with reach.of_link(tidy_code(code)):
        channel = Channel.objects.select_related("practice").filter(code=tidy_code(code)).first()
        if channel is None:
            raise Http404
        if channel.ended_at is not None:
            return render(request, "410.html", status=GONE)
        form = JoinForm(request.POST if request.method == "POST" else None, preset=channel.practice)
        page = {"form": form, "code": channel.code, "trap": TRAP}
        if request.method != "POST":
            return render(request, "recruitment/join.html", page)
        if not form.is_valid():
            return render(request, "recruitment/join.html", page, status=WRONG)
        if form.is_asked_which:
            form.ask_which()
            return render(request, "recruitment/join.html", page)
        if not request.POST.get(TRAP):
            joining.ask(channel=channel, given=form.given)
        return render(request, "recruitment/join_asked.html", {"code": channel.code, "typed": form.data["address"]})
