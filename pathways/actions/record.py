"""Keeping what the clinician ticked: the answers, and the events they tell of."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.models import Participant, Scope
from pathways.models import Episode, Event
from pathways.record.events import day_of, ended, ticked
from questionnaires.models import Assignment, Response, Version

INSTRUMENT = "gp_first"
FOLLOW_UP = "gp_follow_up"
# A record template is written at once; the assignment needs a window all the same.
WINDOW = timedelta(days=1)
# A consultation written down later than this is a slip in the year, and would stretch the drawing.
OLDEST = timedelta(days=366)


@transaction.atomic
def capture(
    *,
    participant: Participant,
    version: Version,
    form: UUID,
    answers: Mapping[str, object],
    by: User,
    seconds: int | None = None,
) -> Response | None:
    """Keep a ticked template with its events, and end what it says is over.

    None where the participant does not let the cohort keep it.

    `form` names the page it was ticked on: the same page sent twice is kept once. `seconds` is how long it was open,
    where that is known: the response began so long ago. Raises Refusal with the code
    day_to_come for a consultation that has not been yet, day_long_past for one more than a year ago, and foreign_form
    for a page that is not this patient's record template.
    """
    # The parent first: two pages sent at once wait here for each other.
    Participant.objects.select_for_update(of=("self",), no_key=True).get(pk=participant.pk)
    today = clock.today()
    day = day_of(answers, today)
    if day > today:
        raise Refusal("day_to_come", _("The consultation's date is still to come. Check the date."))
    if day < today - OLDEST:
        raise Refusal("day_long_past", _("The consultation's date is more than a year ago. Check the date."))
    kept = Response.objects.select_related("assignment").filter(uuid=form).first()
    if kept is not None:
        theirs = kept.assignment.participant_id == participant.pk
        if not theirs or kept.assignment.respondent != Assignment.Respondent.CLINICIAN:
            raise _foreign_form()
        return kept
    if not participant.allows(Scope.RECORD):
        record(
            by=by.actor,
            action="record.not_kept",
            subject=participant.actor,
            purpose="care",
            practice=participant.practice_id,
        )
        return None
    response = _keep(participant, version, form, answers, by, timedelta(seconds=seconds or 0))
    episode, opened = Episode.objects.get_or_create(
        participant=participant, ended_on=None, defaults={"started_on": day}
    )
    if day < episode.started_on:
        episode.started_on = day
        episode.save(update_fields=["started_on"])
    for item, code in ended(answers):
        Event.objects.filter(
            episode__participant=participant, item=item, code=code, ends_on=None, starts_on__lte=day
        ).update(ends_on=day)
    events = Event.objects.bulk_create(
        Event(
            episode=episode,
            kind=one.kind,
            item=one.item,
            code=one.code,
            starts_on=day,
            source=f"record:{response.uuid}",
        )
        for one in ticked(answers)
    )
    record(
        by=by.actor,
        action="record.kept",
        subject=participant.actor,
        purpose="care",
        practice=participant.practice_id,
        response=str(response.uuid),
        events=len(events),
        opened=opened,
    )
    return response


def _keep(
    participant: Participant,
    version: Version,
    form: UUID,
    answers: Mapping[str, object],
    by: User,
    open_for: timedelta,
) -> Response:
    now = clock.now()
    pk = Response.objects.next_pk()
    Assignment.objects.create(
        participant=participant,
        version=version,
        respondent=Assignment.Respondent.CLINICIAN,
        answered_by=by,
        response_id=pk,
        state=Assignment.State.SUBMITTED,
        opens_at=now,
        closes_at=now + WINDOW,
    )
    try:
        with transaction.atomic():
            return Response.objects.create(
                pk=pk,
                uuid=form,
                version=version,
                answers=dict(answers),
                started_at=now - open_for,
                saved_at=now,
                submitted_at=now,
            )
    except IntegrityError:  # the page of somebody whose forms are not even seen here
        raise _foreign_form() from None


def _foreign_form() -> Refusal:
    return Refusal("foreign_form", _("Open the page again from the patient's page."))
