"""Every way in, and how far people came by it."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from recruitment.channel_forms import SlidesForm
from recruitment.models import Channel
from recruitment.reading.channels import ways


@never_cache
@require_safe
@requires("channel.manage")
def list_channels(request: StaffRequest) -> HttpResponse:
    """Those in use first, in the order of the list of kinds, then by place."""
    order = {kind: number for number, kind in enumerate(Channel.Kind)}
    channels = Channel.objects.visible_to(request.user).select_related("practice")
    listed = sorted(channels, key=lambda one: (one.ended_at is not None, order[Channel.Kind(one.kind)], one.place))
    return render(request, "recruitment/list_channels.html", {"ways": ways(listed), "slides": SlidesForm()})
