"""Talks: planned in a cluster or elsewhere, and what became of them (R9)."""

from datetime import timedelta

import pytest
from django.test import Client

from cohort.accounts.models import Role
from cohort.common import clock
from recruitment.models import Talk
from tests import clusters, factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> Client:
    client = sign_in(Client(), factories.staff(Role.STUDY_OFFICE))
    client.cookies["django_language"] = "en"
    return client


def planned(desk: Client, **form: object) -> Talk:
    day = clock.today().isoformat()
    response = desk.post("/clusters/talks/plan/", {"day": day, "speaker": "Karen Holst"} | form)
    assert response.status_code == 302
    return Talk.objects.latest("pk")


def test_a_talk_in_a_cluster_is_planned_and_held(desk: Client) -> None:
    cluster = clusters.bare()
    talk = planned(desk, cluster=cluster.pk)
    assert talk.state == Talk.State.PLANNED
    assert "Karen Holst" in desk.get(f"/clusters/{cluster.pk}/").content.decode()
    desk.post(f"/clusters/talks/{talk.pk}/settle/", {"state": "held", "listeners": "23"})
    talk.refresh_from_db()
    assert (talk.state, talk.listeners) == (Talk.State.HELD, 23)
    assert "23 listened" in desk.get(f"/clusters/{cluster.pk}/").content.decode()
    page = desk.post(f"/clusters/talks/{talk.pk}/settle/", {"state": "cancelled"}, follow=True).content.decode()
    assert "written down already" in page
    talk.refresh_from_db()
    assert talk.state == Talk.State.HELD


def test_a_talk_elsewhere_has_a_place_and_may_be_cancelled(desk: Client) -> None:
    assert desk.post("/clusters/talks/plan/", {"day": clock.today(), "speaker": "K"}).status_code == 422
    talk = planned(desk, place="The doctors' days")
    assert "The doctors&#x27; days" in desk.get("/clusters/talks/").content.decode()
    desk.post(f"/clusters/talks/{talk.pk}/settle/", {"state": "cancelled", "listeners": "5"})
    talk.refresh_from_db()
    assert (talk.state, talk.listeners) == (Talk.State.CANCELLED, None)


def test_what_is_ahead_has_not_been_held(desk: Client) -> None:
    talk = planned(desk, place="Here", day=(clock.today() + timedelta(days=1)).isoformat())
    page = desk.post(f"/clusters/talks/{talk.pk}/settle/", {"state": "held"}, follow=True).content.decode()
    assert "has not been yet" in page
    page = desk.post(f"/clusters/talks/{talk.pk}/settle/", {"state": "x", "listeners": "y"}, follow=True)
    assert "Say whether the talk was held" in page.content.decode()
    talk.refresh_from_db()
    assert talk.state == Talk.State.PLANNED
