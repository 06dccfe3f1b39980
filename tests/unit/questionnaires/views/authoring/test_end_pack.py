"""Ending a wording pack, with or without its words."""

import pytest
from django.test import Client
from django.urls import reverse

from cohort.accounts.models import Role
from questionnaires.actions import packs
from questionnaires.models import WordingPack
from tests import factories, wording
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return sign_in(Client(), factories.staff(Role.DATA_MANAGER))


@pytest.fixture
def pack() -> WordingPack:
    return packs.add(text=wording.pack("phq4"), by="user:1")


def address(pack: WordingPack) -> str:
    return reverse("questionnaires:end_pack", args=[pack.pk])


def test_opening_the_page_ends_nothing(client: Client, pack: WordingPack) -> None:
    assert client.get(address(pack)).status_code == 200
    assert WordingPack.objects.get().ended_at is None


@pytest.mark.parametrize("fields", [{}, {"and_words": "on"}])
def test_a_pack_is_ended_with_or_without_its_words(client: Client, pack: WordingPack, fields: dict[str, str]) -> None:
    assert client.post(address(pack), fields).status_code == 302
    ended = WordingPack.objects.get()
    assert ended.ended_at is not None
    assert ended.has_words == (not fields)


def test_what_was_ended_can_still_lose_its_words(client: Client, pack: WordingPack) -> None:
    client.post(address(pack))
    client.cookies["django_language"] = "en"
    assert "Its words are kept until you delete them." in client.get(address(pack)).content.decode()
    client.post(address(pack), {"and_words": "on"})
    assert not WordingPack.objects.get().has_words


def test_an_unknown_pack_is_not_found(client: Client) -> None:
    assert client.get(reverse("questionnaires:end_pack", args=[10**9])).status_code == 404
