"""The way to the own page without a link in hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from cohort.members.actions import own_links
from cohort.members.own import secret
from cohort.members.own_forms import FindForm

WRONG = 422


@require_http_methods(["GET", "HEAD", "POST"])
@secret
def find_own_link(request: HttpRequest) -> HttpResponse:
    """Whoever asks gets the same answer; only those who take part get a message too."""
    form = FindForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return render(request, "members/find_own_link.html", {"form": form})
    if not form.is_valid():
        return render(request, "members/find_own_link.html", {"form": form}, status=WRONG)
    own_links.ask(birth_date=form.cleaned_data["birth_date"], **form.cleaned_data["address"])
    return render(request, "members/own_link_asked.html")
