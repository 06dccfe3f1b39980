"""The yearly questions about a doctor's own work: answered on one page, or put off for a while."""

from collections.abc import Mapping
from datetime import timedelta
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from questionnaires.engine.answers import Value, is_answered
from questionnaires.models import Response, StaffSurvey, Version
from questionnaires.models.staff_survey import INSTRUMENT

PURPOSE = "study"
PUT_OFF = timedelta(days=30)


@transaction.atomic
def answer(*, version: Version, form: UUID, answers: Mapping[str, Value], by: User) -> Response:
    """Keep and freeze the answers of this year.

    `form` names the page: the same page sent twice is kept once. Raises Refusal: nothing_answered, answered_this_year
    (less than a year ago) and foreign_form (the page is not this person's).
    """
    _lock(by)
    kept = Response.objects.filter(uuid=form, staff_survey__user=by).first()
    if kept is not None:
        return kept
    unanswered = sum(not is_answered(answers, item_id) for item_id in answers)
    if unanswered == len(answers):
        raise Refusal("nothing_answered", _("Choose an answer to at least one question."))
    now = clock.now()
    until = StaffSurvey.objects.answered_until(by)
    if until is not None and clock.today() < until:
        raise Refusal("answered_this_year", _("You have answered within the last year."))
    pk = Response.objects.next_pk()
    # First who answers: the database lets the response in only where its row is reached.
    row = _this_year(by)
    row.version, row.response_id, row.answered_at, row.put_off_until = version, pk, now, None
    _save(row)
    try:
        with transaction.atomic():
            response = Response.objects.create(
                pk=pk,
                uuid=form,
                version=version,
                answers=dict(answers),
                started_at=now,
                saved_at=now,
                submitted_at=now,
            )
    except IntegrityError:  # the page of somebody else, whose answers are not even seen here
        raise Refusal("foreign_form", _("Open the page again from the list of patients.")) from None
    record(
        by=by.actor,
        action="staff_survey.answered",
        subject=by.actor,
        purpose=PURPOSE,
        instrument=INSTRUMENT,
        version=version.number,
        unanswered=unanswered,
    )
    return response


@transaction.atomic
def put_off(*, by: User) -> None:
    """Ask again in thirty days. Where nothing is asked now, nothing changes."""
    _lock(by)
    today = clock.today()
    if not StaffSurvey.objects.asks(by, today):
        return
    row = _this_year(by)
    row.put_off_until = today + PUT_OFF
    _save(row)
    record(by=by.actor, action="staff_survey.put_off", subject=by.actor, purpose=PURPOSE, days=PUT_OFF.days)


def _lock(by: User) -> None:
    """Two pages sent at once wait here for each other."""
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)


def _this_year(by: User) -> StaffSurvey:
    """The row of this year, new with the code of an earlier one if there is none yet."""
    rows = StaffSurvey.objects.filter(user=by).order_by("-year")
    year, latest = clock.today().year, rows.first()
    if latest is None:
        return StaffSurvey(user=by, year=year)
    return latest if latest.year == year else StaffSurvey(user=by, year=year, code=latest.code)


def _save(row: StaffSurvey) -> None:
    if row.pk is None:
        row.save(force_insert=True)
    else:
        row.save(update_fields=["version", "response", "answered_at", "put_off_until"])
