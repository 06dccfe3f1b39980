"""A participant fetches everything that is kept about them."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from cohort.exports.actions.hand_over import hand_over
from cohort.members.models import Participant
from cohort.members.own import own


@require_GET
@own
def own_download(request: HttpRequest, participant: Participant) -> HttpResponse:
    return as_file(hand_over(participant=participant, by=participant.actor), participant)


def as_file(made: bytes, participant: Participant) -> HttpResponse:
    """The zip as a download, named by the study number."""
    name = f"rygvej-{participant.study_number}.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(made, content_type="application/zip", headers=headers)
