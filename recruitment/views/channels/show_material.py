"""A practice's own posters, leaflets, cards and slips, for whoever works there."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from recruitment.actions import channels
from recruitment.forms import practices_of
from recruitment.models import Channel
from recruitment.presenters.material import kinds
from recruitment.reading.channels import ways


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("participant.enrol")
def show_material(request: StaffRequest) -> HttpResponse:
    """Sending the form makes the short addresses that the practices do not have yet."""
    practices = practices_of(request.user)
    if not practices:
        raise PermissionDenied
    if request.method == "POST":
        for practice in practices:
            for kind in channels.OF_PRACTICE:
                channels.of_practice(practice=practice, kind=kind)
        return redirect("recruitment:show_material")
    own = Channel.objects.visible_to(request.user).in_use().filter(kind__in=channels.OF_PRACTICE)
    listed = own.select_related("practice").order_by("practice__name", "-kind")  # the waiting room first
    shown = [(way, kinds.fitting(way.channel)) for way in ways(listed)]
    is_whole = len(shown) == len(practices) * len(channels.OF_PRACTICE)
    return render(request, "recruitment/show_material.html", {"shown": shown, "is_whole": is_whole})
