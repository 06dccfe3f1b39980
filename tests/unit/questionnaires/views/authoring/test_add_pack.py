"""Adding a wording pack: what is wrong is said line by line, and nothing handed in is lost."""

import json

import pytest
from django.test import Client
from django.urls import reverse

from cohort.accounts.models import Role
from questionnaires.models import WordingPack
from tests import factories, wording
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    signed_in = sign_in(Client(), factories.staff(Role.DATA_MANAGER))
    signed_in.cookies["django_language"] = "en"
    return signed_in


def send(client: Client, text: str):  # type: ignore[no-untyped-def]
    return client.post(reverse("questionnaires:add_pack"), {"text": text})


def test_a_pack_is_added_and_listed(client: Client) -> None:
    sent = send(client, wording.pack("phq4"))
    assert sent.status_code == 302
    assert WordingPack.objects.get().uploaded_by.startswith("user:")
    listed = client.get(sent.url).content.decode()
    assert "The wording pack phq4 1.0 da is added." in listed


def test_every_fault_is_said_and_what_was_sent_stays(client: Client) -> None:
    document = json.loads(wording.pack("phq4"))
    del document["items"]["phq4_1"]
    document["items"]["phq4_2"]["levels"].pop()
    answer = send(client, json.dumps(document))
    text = answer.content.decode()
    assert answer.status_code == 422
    assert "item phq4_1: this pack has no words for it." in text
    assert "item phq4_2: expected are the levels 0, 1, 2, 3" in text
    assert "til pr\\u00f8ve" in text
    assert not WordingPack.objects.exists()


@pytest.mark.parametrize("sent", ["", "{", "[]", "null", "\x00", "{" * 5_000, "x" * 200_001])
def test_what_is_no_pack_is_refused(client: Client, sent: str) -> None:
    assert send(client, sent).status_code == 422
    assert not WordingPack.objects.exists()


def test_the_same_pack_again_is_refused_in_words(client: Client) -> None:
    send(client, wording.pack("phq4"))
    assert "Exactly this pack is in use already." in send(client, wording.pack("phq4")).content.decode()


def test_markup_in_a_pack_is_shown_as_text(client: Client) -> None:
    send(client, wording.pack("phq4", version="<b>1</b>"))
    listed = client.get(reverse("questionnaires:list_packs")).content.decode()
    assert "<b>1" not in listed
    assert "&lt;b&gt;1" in listed
