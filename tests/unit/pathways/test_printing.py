"""Who prints when printers die, are slow, or are several; and how long a print is kept."""

from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common.printing import pdf as printer
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Participant, Scope
from pathways.actions import printing, summaries
from pathways.models import Summary
from pathways.models.summary import LEASE, MOST_ATTEMPTS
from pathways.tasks import print_summaries
from tests.unit.pathways.conftest import Now


@pytest.fixture
def waiting(grethe: Participant, doctor: User) -> Summary:
    return ask(grethe, doctor)


def ask(participant: Participant, doctor: User, audience: str = "clinician") -> Summary:
    return summaries.request(participant=participant, audience=audience, language="da", by=doctor)


def stop(text: str) -> bytes:
    raise SoftTimeLimitExceeded


def kill(text: str) -> bytes:
    raise SystemExit  # nothing after this line of the printer runs


def test_what_kills_its_printers_fails_in_the_end_and_holds_up_no_other(
    waiting: Summary, grethe: Participant, doctor: User, now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = printer.pdf
    other = ask(grethe, doctor, "patient")
    with monkeypatch.context() as patch:
        for _ in range(MOST_ATTEMPTS):
            patch.setattr(printer, "pdf", kill)
            with pytest.raises(SystemExit):
                print_summaries()
            patch.setattr(printer, "pdf", real)
            print_summaries()  # the next printer takes what nobody holds
            other.refresh_from_db()
            assert other.state == "ready"
            now.at += LEASE
    assert print_summaries() == 0
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("failed", MOST_ATTEMPTS)
    assert Entry.objects.filter(action="summary.failed", detail__summary=waiting.pk).count() == 1
    again = ask(grethe, doctor)
    assert (again.pk, again.state, again.attempts) == (waiting.pk, "waiting", 0)
    assert print_summaries() == 1


@pytest.mark.django_db(transaction=True)
def test_the_attempt_is_counted_although_the_printer_dies(waiting: Summary, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "pdf", kill)
    with pytest.raises(SystemExit):
        printing.print_waiting()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("waiting", 1)


def test_the_end_of_the_workers_time_is_not_the_summarys_fault(
    waiting: Summary, now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(printer, "pdf", stop)
        with pytest.raises(SoftTimeLimitExceeded):
            print_summaries()
    waiting.refresh_from_db()
    assert waiting.state == "waiting"
    now.at += LEASE
    assert print_summaries() == 1


def test_a_printer_that_was_too_slow_writes_nothing(
    waiting: Summary, now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = printer.pdf

    def slow(text: str) -> bytes:
        now.at += LEASE
        monkeypatch.setattr(printer, "pdf", real)
        assert print_summaries() == 1
        return b"%PDF late"

    monkeypatch.setattr(printer, "pdf", slow)
    printing.print_waiting()
    waiting.refresh_from_db()
    assert (waiting.state, waiting.attempts) == ("ready", 2)
    assert bytes(waiting.pdf or b"") != b"%PDF late"
    assert Entry.objects.filter(action="summary.printed").count() == 1


def test_a_decision_made_while_it_is_printed_closes_it(
    waiting: Summary, grethe: Participant, now: Now, monkeypatch: pytest.MonkeyPatch
) -> None:
    def deciding(text: str) -> bytes:
        now.pass_days(0.0001)
        consent.decide(
            participant=grethe, text=ConsentText.objects.latest("number"), choices={Scope.SHARE: False}, language="da"
        )
        now.pass_days(0.0001)
        return b"%PDF"

    monkeypatch.setattr(printer, "pdf", deciding)
    assert print_summaries() == 1
    waiting.refresh_from_db()
    assert not summaries.is_current(waiting)


def test_a_print_is_kept_thirty_days(waiting: Summary, grethe: Participant, doctor: User, now: Now) -> None:
    now.pass_days(0.01)
    print_summaries()
    now.pass_days(20)
    later = ask(grethe, doctor, "patient")
    now.at += printing.LIFETIME - timedelta(days=20, seconds=1)
    for _ in range(2):
        print_summaries()
    assert Summary.objects.count() == 2
    now.at += timedelta(seconds=1)
    for _ in range(2):
        print_summaries()
    assert Summary.objects.get() == later
    row = Entry.objects.get(action="summary.removed")
    assert (row.actor, row.detail) == (printing.PRINTER, {"count": 1})
