"""A code typed instead of a link."""

import pytest
from django.core.cache import cache
from django.test import Client

from cohort.common.tokens import new_code
from tests import factories


@pytest.fixture
def code(db: None) -> str:
    cache.clear()
    return factories.enrolled(by=factories.staff(of=factories.practice())).invitation.code


def test_a_code_leads_to_the_consent_page_however_it_is_typed(code: str) -> None:
    sent = Client().post("/k/", {"code": f" {code[:4].lower()}-{code[4:]} "})
    assert sent.status_code == 302
    assert Client().get(sent.url).status_code == 200


def test_a_code_works_once(code: str) -> None:
    Client().post("/k/", {"code": code})
    assert Client().post("/k/", {"code": code}).status_code == 422


def test_every_wrong_code_gets_the_same_answer(code: str) -> None:
    Client().post("/k/", {"code": code})
    client = Client()
    client.get("/k/")
    answers = {
        client.post("/k/", {"code": wrong}).content.decode().split("csrfmiddlewaretoken")[0]
        for wrong in (code, new_code(), "", "x" * 1000, "'; --")
    }
    assert len(answers) == 1


def test_looking_at_the_page_uses_no_code(code: str) -> None:
    for _ in range(20):
        assert Client().get("/k/").status_code == 200
        assert Client().head("/k/").status_code == 200
    assert Client().post("/k/", {"code": code}).status_code == 302


def test_too_many_tries_are_not_even_read(code: str) -> None:
    for _ in range(30):
        assert Client().post("/k/", {"code": new_code()}).status_code == 422
    for address in ("127.0.0.1", "10.1.2.3"):
        assert Client(headers={"X-Forwarded-For": address}).post("/k/", {"code": code}).status_code == 429
    assert Client(REMOTE_ADDR="10.9.9.9").post("/k/", {"code": code}).status_code == 302
