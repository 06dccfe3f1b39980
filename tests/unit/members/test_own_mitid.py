"""A participant's own page by MitID, against the broker in a process of its own."""

from collections.abc import Iterator
from datetime import date

import pytest
import pytest_django
from django.conf import settings as in_force
from django.test import Client

from cohort.audit.models import Entry
from cohort.members.models import Participant
from tests import factories
from tests.plugins import broker as brokers
from tests.plugins.broker import CLIENT, LOW, SECRET, Broker
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
CPR = "2101270087"  # made public by a broker for tests


@pytest.fixture(scope="module")
def process() -> Iterator[Broker]:
    with brokers.running() as broker:
        yield broker


@pytest.fixture
def broker(process: Broker, settings: pytest_django.Settings) -> Broker:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = process.address, CLIENT, SECRET
    process.say(nin=CPR)
    return process


@pytest.fixture
def person() -> Participant:
    doctor = factories.staff(of=factories.practice())
    details = {"cpr": CPR, "birth_date": date(1927, 1, 21)}
    return factories.consenting(factories.enrolled(by=doctor, **details).participant)


def there_and_back(client: Client, broker: Broker) -> str:
    sent = client.get("/mine/mitid/").headers["Location"]
    return broker.visit(sent).removeprefix(in_force.PUBLIC_URL)


def test_mitid_opens_the_own_page_and_nobody_elses(client: Client, broker: Broker, person: Participant) -> None:
    assert b"/mine/mitid/" in client.get("/mine/find/").content
    back = there_and_back(client, broker)
    assert CPR not in back
    response = client.get(back)
    assert response.status_code == 302
    page = client.get(response.headers["Location"])
    assert page.status_code == 200
    assert client.session["own_participant"] == person.pk
    opened = Entry.objects.get(action="own_page.opened")
    assert (opened.actor, opened.detail["way"]) == (person.actor, "mitid")
    assert not Entry.objects.filter(detail__icontains=CPR).exists()
    assert client.get(back).status_code == 403, "an answer works once"


def test_mitid_ends_a_staff_session_in_the_same_browser(client: Client, broker: Broker, person: Participant) -> None:
    sign_in(client, factories.staff(of=person.practice))
    client.get(there_and_back(client, broker))
    assert "login" in client.get("/practice/").headers["Location"]


def test_a_stranger_and_a_low_level_are_refused_in_words(client: Client, broker: Broker, person: Participant) -> None:
    for claims, code in (({"nin": "0101010101"}, "cpr_unknown"), ({"nin": CPR, "loa": LOW}, "level_low")):
        broker.say(**claims)
        response = client.get(there_and_back(client, broker))
        assert response.status_code == 403
        assert "members/own_mitid_refused.html" in [template.name for template in response.templates]
        entry = Entry.objects.filter(action="sign_in.refused").latest("pk")
        assert (entry.detail["code"], entry.detail["door"]) == (code, "own")


def test_a_participants_mitid_opens_no_door_of_staff(client: Client, broker: Broker, person: Participant) -> None:
    back = there_and_back(client, broker)
    assert client.get(back.replace("/mine/mitid/back/", "/accounts/mitid/back/")).status_code == 403
    assert Entry.objects.get(action="sign_in.refused").detail["code"] == "state_unknown"
