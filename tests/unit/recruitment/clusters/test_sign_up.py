"""Signing up a practice: what anybody may do, what the office decides, and that nothing tells who has an account."""

import re

import pytest
from django.core.cache import cache
from django.test import Client

from cohort.accounts.mail import STAFF_INVITATION
from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.config.web.doors import SIGNING_UP
from cohort.members.models import Cluster, Membership, Practice, Region
from cohort.outbox.models import Message
from recruitment.models import PracticeRequest, SignUpDay, SignUpLink
from tests import clusters, factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db

FORM = {
    "name": "Lise Kjær",
    "email": "lise@practice.example",
    "position": "doctor",
    "tutor": "",
    "provider_number": "098 765",
    "practice_name": "Lægerne i Byen",
}


@pytest.fixture
def cluster() -> Cluster:
    return clusters.bare()


@pytest.fixture
def form(cluster: Cluster) -> dict[str, object]:
    return FORM | {"region": cluster.region_id}


@pytest.fixture
def visitor() -> Client:
    client = Client()
    client.cookies["django_language"] = "en"
    return client


@pytest.fixture
def desk() -> Client:
    return at_desk(Role.STUDY_OFFICE)


def at_desk(role: str) -> Client:
    client = sign_in(Client(), factories.staff(role))
    client.cookies["django_language"] = "en"
    return client


def accept(desk: Client, asked: PracticeRequest, **given: object) -> str:
    return desk.post(f"/clusters/requests/{asked.pk}/accept/", given, follow=True).content.decode()


def test_a_practice_signs_up_by_its_clusters_link_and_is_let_in(
    visitor: Client, desk: Client, cluster: Cluster, form: dict[str, object]
) -> None:
    page = visitor.get(f"/gp/{cluster.code}/").content.decode()
    assert "Karen Holst invites you" in page
    assert 'href="/for-practices/"' in page
    visitor.head(f"/gp/{cluster.code}/")
    assert SignUpDay.objects.get(code=cluster.code).opened == 1
    thanks = visitor.post(f"/gp/{cluster.code}/", form, follow=True)
    assert "The study office has it now" in thanks.content.decode()
    asked = PracticeRequest.objects.get()
    assert (asked.cluster, asked.provider_number, asked.email) == (cluster, "098765", "lise@practice.example")
    assert "Lise Kjær" in desk.get("/clusters/requests/").content.decode()
    assert "Lise Kjær gets a letter" in accept(desk, asked)
    practice = Practice.objects.get(provider_number="098765")
    assert (practice.cluster, practice.takes_part, practice.region) == (cluster, True, cluster.region)
    user = User.objects.get(email="lise@practice.example")
    assert (user.role, user.has_usable_password()) == (Role.CLINICIAN, False)
    assert Membership.objects.get(user=user).practice == practice
    assert Message.objects.get(kind=STAFF_INVITATION).recipient == user.actor
    asked.refresh_from_db()
    assert (asked.state, asked.name, asked.email, asked.email_key) == ("accepted", "", "", None)
    assert [entry.action for entry in Entry.objects.filter(subject=asked.subject).order_by("pk")] == [
        "request.received",
        "request.accepted",
    ]
    assert "decided already" in accept(desk, asked)


def test_a_known_practice_keeps_its_name_and_takes_part_from_now_on(desk: Client, cluster: Cluster) -> None:
    known = Practice.objects.create(
        name="Lægehuset", provider_number="098765", region=cluster.region, town="Odense", takes_part=False
    )
    accept(desk, clusters.ask(cluster, provider_number="098765"))
    known.refresh_from_db()
    assert (known.name, known.takes_part, known.cluster) == ("Lægehuset", True, cluster)


def test_find_the_practice_fills_in_what_is_known(visitor: Client, cluster: Cluster) -> None:
    Practice.objects.create(name="Lægehuset Ø", provider_number="098765", region=cluster.region, takes_part=False)
    typed = {"name": "Lise Kjær", "provider_number": "098765", "find": "1"}
    page = visitor.post(f"/gp/{cluster.code}/", typed).content.decode()
    assert 'value="Lægehuset Ø"' in page
    assert 'value="Lise Kjær"' in page
    assert re.search(rf'<option value="{cluster.region_id}"\s+selected', page)
    page = visitor.post(f"/gp/{cluster.code}/", typed | {"provider_number": "098999"}).content.decode()
    assert "We do not know this number" in page
    assert not PracticeRequest.objects.exists()


def test_nothing_tells_whether_somebody_has_an_account_or_has_asked(
    visitor: Client, cluster: Cluster, form: dict[str, object]
) -> None:
    known = factories.staff(of=factories.practice())
    answers = set()
    for email in (known.email, "nobody@practice.example", "nobody@practice.example"):
        response = visitor.post(f"/gp/{cluster.code}/", form | {"email": email})
        page = visitor.get(response.headers["Location"]).content.decode()
        after = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)
        answers.add((response.status_code, response.headers["Location"], after))
    assert len(answers) == 1
    assert PracticeRequest.objects.count() == 2, "who asks twice is one request"
    assert not Message.objects.exists()


def test_who_has_an_account_gets_a_membership_and_no_second_account(desk: Client, cluster: Cluster) -> None:
    doctor = factories.staff(of=factories.practice())
    page = accept(desk, clusters.ask(cluster, email=doctor.email.upper(), provider_number="098765"))
    assert "has an account already" in page
    assert User.objects.filter(email__iexact=doctor.email).count() == 1
    places = Membership.objects.valid_on(clock.today()).filter(user=doctor)
    assert set(places.values_list("practice__provider_number", flat=True)) >= {"098765"}
    assert not Message.objects.filter(kind=STAFF_INVITATION).exists()
    again = clusters.ask(cluster, email=doctor.email, provider_number="098765")
    accept(desk, again)
    assert places.filter(practice__provider_number="098765").count() == 1
    researcher = factories.staff(Role.RESEARCHER)
    asked = clusters.ask(cluster, email=researcher.email)
    assert "account of another kind" in accept(desk, asked)
    asked.refresh_from_db()
    assert asked.state == PracticeRequest.State.OPEN


def test_into_a_practice_with_patients_only_an_administrator_lets_somebody(desk: Client, cluster: Cluster) -> None:
    practice = factories.practice()
    factories.enrolled(by=factories.staff(of=practice))
    asked = clusters.ask(cluster, provider_number=practice.provider_number, email="new@practice.example")
    assert "An administrator lets somebody new in" in accept(desk, asked)
    assert not User.objects.filter(email="new@practice.example").exists()
    assert "gets a letter" in accept(at_desk(Role.ADMINISTRATOR), asked)
    assert Membership.objects.filter(user__email="new@practice.example", practice=practice).exists()


def test_a_trainee_is_let_in_under_the_tutor_they_name(
    visitor: Client, desk: Client, cluster: Cluster, form: dict[str, object]
) -> None:
    practice = factories.practice()
    tutor, other = factories.staff(of=practice, name="Ole Friis"), factories.staff(of=practice, name="Bo Krag")
    mine = form | {"position": "trainee", "provider_number": practice.provider_number}
    assert visitor.post(f"/gp/{cluster.code}/", mine).status_code == 422
    visitor.post(f"/gp/{cluster.code}/", mine | {"tutor": "ole friis"})
    asked = PracticeRequest.objects.get()
    page = desk.get("/clusters/requests/").content.decode()
    assert f'<option value="{tutor.pk}" selected>' in page
    assert f'<option value="{other.pk}">' in page
    assert "Choose the tutor of the doctor in training" in accept(desk, asked)
    assert "gets a letter" in accept(desk, asked, tutor=tutor.pk)
    held = Membership.objects.get(user__email=FORM["email"])
    assert (held.position, held.tutor) == (Membership.Position.TRAINEE, tutor)


def test_a_refusal_has_a_reason_and_forgets_who_asked(desk: Client, cluster: Cluster) -> None:
    asked = clusters.ask(cluster)
    desk.post(f"/clusters/requests/{asked.pk}/refuse/", {"reason": "whim"})
    asked.refresh_from_db()
    assert asked.state == PracticeRequest.State.OPEN
    desk.post(f"/clusters/requests/{asked.pk}/refuse/", {"reason": "not_known"})
    asked.refresh_from_db()
    assert (asked.state, asked.reason, asked.name, asked.email) == ("refused", "not_known", "", "")
    assert not User.objects.filter(name="Lise Kjær").exists()


@pytest.mark.covers("R11")
def test_a_link_for_a_group_has_its_kit_and_counts(
    visitor: Client, desk: Client, form: dict[str, object], cluster: Cluster
) -> None:
    made = desk.post("/clusters/links/", {"name": "A group", "sender_name": "Bo Krag"})
    link = SignUpLink.objects.get()
    assert made.headers["Location"] == f"/clusters/links/{link.code}/"
    kit = desk.get(made.headers["Location"]).content.decode()
    assert "Kære kolleger i almen praksis" in kit
    assert "Dear colleagues in general practice" in kit
    assert kit.count(f"/gp/{link.code}/") >= 3
    assert "<svg" in kit
    picture = desk.get(f"/clusters/links/{link.code}/picture.png")
    assert picture.content.startswith(b"\x89PNG")
    assert "Bo Krag invites you" in visitor.get(f"/gp/{link.code.lower()}/").content.decode()
    visitor.post(f"/gp/{link.code}/", form)
    row = re.search(r"A group.*?</tr>", desk.get("/clusters/links/").content.decode(), re.DOTALL)
    assert row
    assert re.findall(r'class="number">(\d+)<', row.group()) == ["1", "1"]
    desk.post(f"/clusters/links/{link.code}/end/")
    assert visitor.get(f"/gp/{link.code}/").status_code == 404
    assert visitor.get(f"/gp/{cluster.code}/").status_code == 200


@pytest.mark.parametrize(
    ("field", "value"),
    [("email", "lise"), ("provider_number", "1234"), ("region", "0"), ("position", "king"), ("name", "\u202e")],
)
def test_a_wrong_field_is_told_beside_it(
    visitor: Client, cluster: Cluster, form: dict[str, object], field: str, value: str
) -> None:
    response = visitor.post(f"/gp/{cluster.code}/", form | {field: value})
    assert response.status_code == 422
    assert "Something needs another look" in response.content.decode()
    assert not PracticeRequest.objects.exists()


def test_an_unknown_code_is_no_page(visitor: Client) -> None:
    assert visitor.get("/gp/ZZZZZZZZ/").status_code == 404
    assert visitor.post("/gp/ZZZZZZZZ/", FORM).status_code == 404
    for odd in ("%00", "%F0%9F%90%8C", "..", "A" * 300):
        assert visitor.get(f"/gp/{odd}/").status_code == 404


def test_the_door_is_narrow_for_one_address(visitor: Client, cluster: Cluster) -> None:
    cache.clear()
    statuses = [visitor.post(f"/gp/{cluster.code}/", {}).status_code for _ in range(SIGNING_UP[0].amount + 1)]
    assert statuses[-1] == 429
    assert set(statuses[:-1]) == {422}


def test_regions_of_the_page_are_those_of_the_day(visitor: Client, cluster: Cluster) -> None:
    page = visitor.get(f"/gp/{cluster.code}/").content.decode()
    for region in Region.objects.all():
        assert (f">{region.name}</option>" in page) == (region in Region.objects.valid_on(clock.today()))
