"""Trainees under a tutor, and moving with everything that is theirs on a day (R10)."""

from datetime import date, datetime, timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.core.management import CommandError, call_command
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.actions import access, staff
from cohort.members.models import Membership, Participant, Practice
from pathways.models import Event
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
Position = Membership.Position


@pytest.fixture
def boss() -> User:
    return factories.staff(Role.ADMINISTRATOR)


@pytest.fixture
def here() -> Practice:
    return factories.practice()


@pytest.fixture
def there() -> Practice:
    return factories.practice("Lægerne ved Åen")


@pytest.fixture
def tutor(here: Practice) -> User:
    return factories.staff(of=here, name="Ole Friis")


@pytest.fixture
def next_tutor(there: Practice) -> User:
    return factories.staff(of=there, name="Bo Krag")


@pytest.fixture
def trainee(here: Practice, tutor: User) -> User:
    """In training since years: what happened before a test is not of today."""
    user = factories.staff(name="Mie Lund")
    Membership.objects.create(
        user=user, practice=here, position=Position.TRAINEE, tutor=tutor, starts_on=date(2020, 1, 1)
    )
    return user


def refused(act) -> str:  # type: ignore[no-untyped-def]
    with pytest.raises(Refusal) as refusal:
        act()
    return refusal.value.code


def test_a_trainee_is_invited_under_a_doctor_of_the_practice(here: Practice, there: Practice, tutor: User) -> None:
    details = {"name": "Mie Lund", "role": Role.CLINICIAN, "practice": here, "by": "system:test"}
    user = staff.invite(email="mie@test.example", position=Position.TRAINEE, tutor=tutor, **details)  # type: ignore[arg-type]
    held = Membership.objects.get(user=user)
    assert (held.position, held.tutor, held.practice) == (Position.TRAINEE, tutor, here)
    nurse = staff.invite(email="n@test.example", name="N", role=Role.PRACTICE_STAFF, practice=here, by="system:test")
    assert Membership.objects.get(user=nurse).position == Position.STAFF
    elsewhere = factories.staff(of=there)
    for code, chosen in (
        ("tutor_missing", {"position": Position.TRAINEE}),
        ("tutor_not_here", {"position": Position.TRAINEE, "tutor": elsewhere}),
        ("tutor_not_here", {"position": Position.TRAINEE, "tutor": nurse}),
        ("tutor_not_wanted", {"position": Position.DOCTOR, "tutor": tutor}),
        ("position_does_not_fit", {"position": Position.STAFF}),
    ):
        assert refused(lambda chosen=chosen: staff.invite(email="x@test.example", **details, **chosen)) == code
    assert not User.objects.filter(email="x@test.example").exists()


@pytest.mark.covers("R10")
def test_a_trainee_enrols_and_documents_under_a_tutor_and_moves_with_the_account(
    boss: User, trainee: User, next_tutor: User, there: Practice
) -> None:
    """The history stays the trainee's; the patient stays the practice's, and the next tutor's are reached instead."""
    practice = sign_in(Client(), trainee)
    form = {"name": "Grethe Lyngsøe", "born": "17-04-1953", "reach": "g@patient.example", "language": "da"}
    assert practice.post("/practice/enrol/", form | {"eligible": "on"}).status_code == 302
    participant = factories.consenting(Participant.objects.get())
    page = practice.get(f"/participants/{participant.study_number}/record/").content.decode()
    ticks = {"form": page.partition('name="form" value="')[2].partition('"')[0], "g_contact": "visit"}
    assert practice.post(f"/participants/{participant.study_number}/record/", ticks).status_code in (200, 302)
    access.move(
        membership=Membership.objects.get(user=trainee),
        practice=there,
        tutor=next_tutor,
        on=clock.today(),
        by=boss,
    )
    trainee.refresh_from_db()
    moved = sign_in(Client(), trainee)
    assert moved.get(f"/participants/{participant.study_number}/").status_code == 404
    assert moved.get("/practice/enrol/").status_code == 200
    participant.refresh_from_db()
    assert participant.enrolled_by == trainee
    assert Event.objects.filter(episode__participant=participant, kind="contact").exists()
    assert Entry.objects.filter(actor=trainee.actor, action="record.kept").exists()


def test_a_trainee_moves_on_a_day_and_leaves_the_patients_behind(
    boss: User, trainee: User, next_tutor: User, here: Practice, there: Practice
) -> None:
    """Asked through the pages, so by the program's filters and the database's policies: it ends with the day."""
    old = factories.enrolled(by=trainee).participant
    new = factories.enrolled(by=next_tutor, name="Per Holm").participant
    day = clock.today() + timedelta(days=30)
    password, factors = trainee.password, Authenticator.objects.filter(user=trainee).count()
    held = Membership.objects.get(user=trainee)
    access.move(membership=held, practice=there, tutor=next_tutor, on=day, by=boss)
    trainee.refresh_from_db()
    memberships = Membership.objects.filter(user=trainee).order_by("starts_on")
    assert list(memberships.values_list("practice", "position", "tutor", "starts_on", "ends_on")) == [
        (here.pk, "trainee", held.tutor_id, date(2020, 1, 1), day),
        (there.pk, "trainee", next_tutor.pk, day, None),
    ]
    assert (trainee.password, Authenticator.objects.filter(user=trainee).count()) == (password, factors)
    old.refresh_from_db()
    assert old.enrolled_by == trainee, "what the trainee did stays theirs"
    noon = datetime.combine(day, datetime.min.time(), clock.COPENHAGEN) + timedelta(hours=12)
    for moment, seen, unseen in ((noon - timedelta(days=1), old, new), (noon, new, old)):
        with clock.use(lambda moment=moment: moment):
            practice = sign_in(Client(), trainee)
            assert practice.get(f"/participants/{seen.study_number}/").status_code == 200
            assert practice.get(f"/participants/{unseen.study_number}/").status_code == 404
    acts = Entry.objects.filter(subject=trainee.actor, actor=boss.actor).order_by("pk")
    assert [(act.action, act.practice) for act in acts] == [
        ("membership.ended", here.pk),
        ("membership.began", there.pk),
    ]


def test_the_move_is_made_on_the_persons_page(boss: User, trainee: User, next_tutor: User, there: Practice) -> None:
    office = sign_in(Client(), boss)
    office.cookies["django_language"] = "en"
    held = Membership.objects.get(user=trainee)
    page = office.get(f"/staff/{trainee.pk}/").content.decode()
    assert "Doctor in training, phase 3" in page
    assert "tutor Ole Friis" in page
    assert "Bo Krag, Lægerne ved Åen" in page
    day = clock.today() + timedelta(days=7)
    form = {"practice": there.pk, "tutor": next_tutor.pk, "on": day.isoformat()}
    assert office.post(f"/staff/{trainee.pk}/practices/{held.pk}/move/", {}).status_code == 422
    page = office.post(f"/staff/{trainee.pk}/practices/{held.pk}/move/", form, follow=True).content.decode()
    assert "Mie Lund works in Lægerne ved Åen from" in page
    assert "tutor Bo Krag" in page
    later = Membership.objects.get(user=trainee, practice=there)
    office.post(f"/staff/{trainee.pk}/practices/{later.pk}/end/")
    assert not Membership.objects.filter(pk=later.pk).exists(), "it never began"


def test_what_cannot_be_moved_is_refused_and_nothing_ends(
    boss: User, trainee: User, tutor: User, next_tutor: User, here: Practice, there: Practice
) -> None:
    held, today = Membership.objects.get(user=trainee), clock.today()
    for code, where, under, on in (
        ("day_past", there, next_tutor, today - timedelta(days=1)),
        ("day_far", there, next_tutor, today + timedelta(days=400)),
        ("tutor_missing", there, None, today),
        ("tutor_not_here", there, tutor, today),
    ):
        act = lambda where=where, under=under, on=on: access.move(  # noqa: E731
            membership=held, practice=where, tutor=under, on=on, by=boss
        )
        assert refused(act) == code
    Membership.objects.create(
        user=trainee, practice=there, position=Position.TRAINEE, tutor=next_tutor, starts_on=date(2021, 1, 1)
    )
    assert (
        refused(lambda: access.move(membership=held, practice=there, tutor=next_tutor, on=today, by=boss))
        == "member_already"
    )
    assert Membership.objects.get(pk=held.pk).ends_on is None


def test_several_doctors_share_a_number_and_one_doctor_works_in_two_practices(
    boss: User, tutor: User, here: Practice, there: Practice
) -> None:
    colleague = factories.staff(of=here)
    access.add_membership(user=colleague, practice=there, by=boss)
    doctors = Membership.objects.valid_on(clock.today()).filter(position=Position.DOCTOR)
    assert set(doctors.filter(practice=here).values_list("user", flat=True)) == {tutor.pk, colleague.pk}
    assert set(doctors.filter(user=colleague).values_list("practice", flat=True)) == {here.pk, there.pk}


def test_a_trainee_who_becomes_practice_staff_has_no_tutor_any_more(boss: User, trainee: User) -> None:
    access.change_role(user=trainee, role=Role.PRACTICE_STAFF, by=boss)
    held = Membership.objects.get(user=trainee)
    assert (held.position, held.tutor) == (Position.STAFF, None)


def test_a_trainee_is_invited_on_the_page_and_from_the_console(boss: User, here: Practice, tutor: User) -> None:
    office = sign_in(Client(), boss)
    office.cookies["django_language"] = "en"
    form = {"name": "Mie Lund", "email": "mie@test.example", "role": "clinician", "practice": here.pk}
    page = office.post("/staff/invite/", form | {"position": "trainee"})
    assert (page.status_code, "Choose the tutor of the doctor in training" in page.content.decode()) == (422, True)
    assert office.post("/staff/invite/", form | {"position": "trainee", "tutor": tutor.pk}).status_code == 302
    words = [
        "bo@test.example",
        "Bo",
        "--role",
        "clinician",
        "--practice",
        here.provider_number,
        "--position",
        "trainee",
    ]
    with pytest.raises(CommandError, match=r"nobody@test\.example"):
        call_command("invite_staff", *words, "--tutor", "nobody@test.example")
    call_command("invite_staff", *words, "--tutor", tutor.email)
    for email in ("mie@test.example", "bo@test.example"):
        held = Membership.objects.get(user__email=email)
        assert (held.position, held.tutor) == (Position.TRAINEE, tutor)
