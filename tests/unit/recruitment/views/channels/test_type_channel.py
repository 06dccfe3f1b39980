"""A poster's code typed by somebody without a camera."""

import pytest
from django.core.cache import cache
from django.test import Client

from cohort.accounts.models import Role
from cohort.common.tokens import new_code
from recruitment.actions import channels
from recruitment.models import Channel
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def club() -> Channel:
    cache.clear()
    return channels.add(kind="gym", name="Kraftværket", practice=None, by=factories.staff(Role.STUDY_OFFICE))


def test_the_code_or_the_whole_address_leads_on(club: Channel) -> None:
    code = club.code
    for typed in (
        code,
        f" {code[:4].lower()}-{code[4:]} ",
        f"rygvej.example/x/{code}",
        f"https://rygvej.example/x/{code}/",
    ):
        response = Client().post("/x/", {"code": typed})
        assert (response.status_code, response.headers["Location"]) == (302, f"/x/{code}/")


def test_every_wrong_code_gets_the_same_answer(club: Channel) -> None:
    channels.end(channel=club, by=factories.staff(Role.STUDY_OFFICE))
    client = Client()
    client.get("/x/")
    responses = [client.post("/x/", {"code": wrong}) for wrong in (club.code, new_code(), "", "x" * 1000, "'; --")]
    assert {response.status_code for response in responses} == {422}
    assert len({response.content.decode().split("csrfmiddlewaretoken")[0] for response in responses}) == 1
    assert "Prøv koden en gang til, eller ring til os" in responses[0].content.decode()
