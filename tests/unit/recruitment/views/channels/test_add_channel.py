"""A new way in, of every kind of the list."""

import pytest
from django.test import Client

from recruitment.models import Channel
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.covers("R16")
@pytest.mark.parametrize("kind", Channel.Kind.values)
def test_every_kind_of_the_list_becomes_a_channel_with_link_and_qr_code(client: Client, kind: str) -> None:
    practice = factories.practice("Lægerne ved Åen")
    sent = client.post("/office/channels/new/", {"kind": kind, "name": "Ryg og Vand", "practice": practice.pk})
    channel = Channel.objects.get(kind=kind)
    assert sent.headers["Location"] == f"/office/channels/{channel.code}/"
    page = client.get(sent.headers["Location"]).content.decode()
    assert f"/x/{channel.code[:4]}-{channel.code[4:]}" in page
    assert f"http://localhost/x/{channel.code}/" in page
    assert page.count("<svg") >= 1
    assert f"/material/{channel.code}/leaflet/?language=en" in page
    assert channel.place == ("Lægerne ved Åen" if channel.is_of_practice else "Ryg og Vand")
    assert channel.place in client.get("/office/channels/").content.decode()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"kind": "gym"}, "Skriv stedets navn."),
        ({"kind": "gym", "name": "x" * 81}, "80"),
        ({"kind": "gym", "name": "to\nlinjer"}, "Skriv navnet på én linje"),
        ({"kind": "waiting_room", "name": "Ryg og Vand"}, "Vælg praksis"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(client: Client, sent: dict[str, str], sentence: str) -> None:
    response = client.post("/office/channels/new/", sent)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Channel.objects.exists()
