"""Being forgotten: what goes, what stays, who may do it, and what says that it was done."""

from datetime import timedelta
from pathlib import Path

import pytest
import pytest_django
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.db.models import Model

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common.errors import Refusal
from cohort.exports import erasure_list, tasks
from cohort.exports.actions import erase, stop
from cohort.exports.erasure_list import Line
from cohort.members.models import ConsentDecision, ContactDetails, Erasure, Participant, PersonalLink, Scope
from cohort.outbox.models import Message
from pathways.models import Episode, Summary
from questionnaires.models import Assignment, Response, Score
from recruitment.actions import enrol
from tests import factories
from tests.unit.exports.person.conftest import CANARIES, WORDS, Moving, seen, whole

pytestmark = pytest.mark.django_db
NOW, KEEP = Erasure.Choice.NOW, Erasure.Choice.KEEP


def asked(participant: Participant, choice: Erasure.Choice) -> Erasure:
    return stop.stop(participant=participant, choice=choice, by=participant.actor)


def test_stopping_is_a_no_to_everything_at_once(doctor: User, now: Moving) -> None:
    participant = whole(doctor)
    now.move(timedelta(hours=1))
    asked(participant, KEEP)
    assert set(participant.decided().values()) == {False}
    assert not PersonalLink.objects.filter(participant=participant, revoked_at__isnull=True).exists()
    assert not Message.objects.unsent().filter(recipient=participant.actor).exists()
    erasure = Erasure.objects.get()
    assert (erasure.choice, erasure.asked_by, erasure.done_at) == ("keep", participant.actor, None)
    decisions = ConsentDecision.objects.count()
    assert asked(participant, KEEP) == erasure
    assert (Erasure.objects.count(), ConsentDecision.objects.count()) == (1, decisions)


def test_a_yes_between_stopping_and_being_forgotten_does_not_stand(doctor: User, now: Moving) -> None:
    """Said in a browser that was still signed in, or by a link that the practice made meanwhile."""
    participant = whole(doctor)
    now.move(timedelta(hours=1))
    asked(participant, KEEP)
    now.move(timedelta(minutes=1))
    factories.consenting(participant)
    enrol.invite_again(participant=participant, by=doctor)
    now.move(timedelta(minutes=1))
    tasks.erase_participants()
    assert set(participant.decided().values()) == {False}
    assert not PersonalLink.objects.filter(participant=participant).exists()


@pytest.mark.covers("S32")
def test_erased_now_nothing_of_the_person_is_anywhere(doctor: User, now: Moving, tmp_path: Path) -> None:
    participant = whole(doctor)
    other = whole(doctor, name="Grethe Lyngsøe", email="grethe@test.example", mobile="")
    number, actor = participant.study_number, participant.actor
    assert len(seen(tmp_path, *CANARIES, WORDS)) == 3
    now.move(timedelta(hours=1))
    erasure = asked(participant, NOW)
    tasks.erase_participants()
    tasks.erase_participants()
    Response.objects.filter(assignment__participant=other, submitted_at__isnull=True).delete()
    assert not Participant.objects.filter(study_number=number).exists()
    assert not Message.objects.filter(recipient=actor).exists()
    left: dict[type[Model], int] = {Participant: 1, ContactDetails: 1, Response: 2, Summary: 1, Episode: 1}
    assert {model: model._base_manager.count() for model in left} == left
    assert Score.objects.exclude(response__assignment__participant=other).count() == 0
    words = Response.objects.get(assignment__participant=other, version__instrument__slug="baseline_a").answers
    assert words["gp_question"] == WORDS  # the other's own
    assert seen(tmp_path, *CANARIES) == ["kanariefugl"]  # those words alone
    erasure.refresh_from_db()
    assert erasure.done_at == now()
    assert erasure.counts["questionnaires_response"] == 2
    assert erasure.counts["members_contactdetails"] == erasure.counts["members_participant"] == 1
    assert Entry.objects.get(action="erasure.done").subject == actor
    assert Entry.objects.filter(subject=actor).count() > 3
    assert [str(line) for line in erasure_list.read(erasure_list.place())] == [
        f"{number} now {erasure.asked_at.isoformat()}"
    ]


@pytest.mark.covers("S32", "R22")
def test_erased_alone_no_canary_is_left(doctor: User, now: Moving, tmp_path: Path) -> None:
    participant = whole(doctor)
    assert set(seen(tmp_path, *CANARIES)) == set(CANARIES)
    now.move(timedelta(hours=1))
    asked(participant, NOW)
    tasks.erase_participants()
    assert seen(tmp_path, *CANARIES) == []


@pytest.mark.covers("R22")
def test_kept_answers_stay_without_who_and_without_words(doctor: User, now: Moving, tmp_path: Path) -> None:
    participant = whole(doctor)
    now.move(timedelta(hours=1))
    asked(participant, KEEP)
    tasks.erase_participants()
    assert seen(tmp_path, *CANARIES) == []
    answers = Response.objects.get(version__instrument__slug="baseline_a").answers
    assert answers["pain_back_nrs"] == 6
    assert "gp_question" not in answers
    assert Participant.objects.get() == participant
    assert Score.objects.count() == Episode.objects.count() == 1
    gone: tuple[type[Model], ...] = (ContactDetails, Summary, PersonalLink, Message)
    assert not any(model._base_manager.exists() for model in gone)
    assert not Participant.objects.visible_to(doctor).exists()
    assert not any(Participant.objects.consenting(scope).exists() for scope in Scope)  # so in no new release
    assert Erasure.objects.get().counts["questionnaires_response"] == 2


def test_who_kept_may_still_erase_but_nothing_comes_back(doctor: User, now: Moving) -> None:
    participant = whole(doctor)
    now.move(timedelta(hours=1))
    asked(participant, KEEP)
    tasks.erase_participants()
    now.move(timedelta(days=3))
    asked(participant, NOW)
    with pytest.raises(Refusal, match="already_erased"):
        asked(participant, KEEP)
    tasks.erase_participants()
    assert not Participant.objects.exists()
    assert [line.choice for line in erasure_list.read(erasure_list.place())] == ["keep", "now"]


def test_one_that_fails_holds_up_no_other_and_is_tried_again(
    doctor: User, now: Moving, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    first, second = whole(doctor), whole(doctor, email="second@test.example", mobile="")
    now.move(timedelta(hours=1))
    asked(first, NOW)
    asked(second, NOW)
    real = erasure_list.append

    def full(line: Line) -> None:
        if line.study_number == first.study_number:
            raise OSError("kanariefugl")
        real(line)

    monkeypatch.setattr(erase, "append", full)
    assert erase.erase_due() == 1
    assert set(Participant.objects.all()) == {first}
    assert "OSError" in caplog.text
    assert "kanariefugl" not in caplog.text
    monkeypatch.setattr(erase, "append", real)
    assert erase.erase_due() == 1
    assert not Participant.objects.exists()


def test_the_database_lets_only_an_erasing_worker_through(doctor: User, now: Moving) -> None:
    participant = whole(doctor)
    doors = (
        "DELETE FROM members_consentdecision",
        "DELETE FROM questionnaires_response",
        "DELETE FROM questionnaires_score",
        "DELETE FROM questionnaires_assignment WHERE state = 'submitted'",
        "UPDATE questionnaires_response SET answers = '{}'",
    )
    for statement in doors:
        refused(statement)
        refused(statement, erasing=True, participant=participant)
    for changed in (
        "UPDATE questionnaires_response SET answers = answers || '{\"pain_back_nrs\": 1}'",
        "UPDATE questionnaires_response SET submitted_at = submitted_at + interval '1 day'",
        "UPDATE questionnaires_score SET answered = 0",
        "UPDATE members_consentdecision SET granted = true",
        "DELETE FROM audit_entry",
        "DELETE FROM members_erasure",
    ):
        refused(changed, erasing=True)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rygvej.erasing', 'yes', true)")
        cursor.execute("UPDATE questionnaires_response SET answers = answers - 'gp_question'")
        assert cursor.rowcount == 2


def refused(statement: str, *, erasing: bool = False, participant: Participant | None = None) -> None:
    """As the worker, or as the web processes act for that participant."""
    role, whose = ("rygvej_app", str(participant.pk)) if participant else ("rygvej_worker", "")
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {role}")
        cursor.execute("SELECT set_config('rygvej.participant', %s, true)", [whose])
        cursor.execute("SELECT set_config('rygvej.erasing', %s, true)", ["yes" if erasing else ""])
        with pytest.raises(DatabaseError, match=r"permission denied|never changed"), transaction.atomic():
            cursor.execute(statement)
        transaction.set_rollback(True)


def test_an_operator_erases_by_command(doctor: User, now: Moving, capsys: pytest.CaptureFixture[str]) -> None:
    participant = whole(doctor)
    now.move(timedelta(hours=1))
    call_command("erase", participant.study_number, "--choice", "now", "--reason", "authority")
    said = capsys.readouterr().out
    assert str(Erasure.objects.get().uuid) in said
    assert not Participant.objects.exists()
    entry = Entry.objects.get(action="erasure.asked")
    assert (entry.actor, entry.detail["reason"]) == ("system:operator", "authority")
    with pytest.raises(CommandError, match="Nobody has"):
        call_command("erase", participant.study_number, "--choice", "now", "--reason", "authority")


def test_a_list_that_cannot_be_read_erases_nobody(
    doctor: User, now: Moving, tmp_path: Path, settings: pytest_django.Settings
) -> None:
    participant = factories.enrolled(by=doctor).participant
    file = tmp_path / "list.txt"
    good = f"{participant.study_number} now 2026-03-02T09:00:00+00:00\n"
    for bad in ("R1234567-0 now 2026-03-02T09:00:00+00:00", f"{participant.study_number} later 2026", "x"):
        file.write_text(good + bad + "\n")
        with pytest.raises(CommandError, match="line 2"):
            call_command("reapply_erasures", str(file))
    assert Participant.objects.exists()
    assert Assignment.objects.count() == 0
    file.write_text(good + "\n")
    call_command("reapply_erasures", str(file))
    assert not Participant.objects.exists()
    assert Erasure.objects.get().asked_by == "system:restore"
