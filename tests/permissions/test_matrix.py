"""Every line of the table is asked as every role; no address is without a line."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
import pytest_django
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from tests.permissions.table import TABLE, Row
from tests.permissions.world import EVERYBODY, World, build
from tests.repository.test_public_views import views
from tests.signing import sign_in, sign_in_own


def ask(client: Client, row: Row, world: World) -> HttpResponse | StreamingHttpResponse:
    """The answer, read to its end."""
    json_wanted = row.method == "PATCH"
    response = client.generic(
        row.method,
        reverse(row.name, kwargs=row.key(world)),
        data=json.dumps(row.body) if json_wanted else urlencode(row.body),
        content_type="application/json" if json_wanted else "application/x-www-form-urlencoded",
        headers={"sec-fetch-site": "same-origin"},  # as browsers say of our own pages
    )
    if isinstance(response, StreamingHttpResponse):
        assert b"".join(response.streaming_content)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


def as_role(world: World, role: str) -> Client:
    client = Client()
    if role in world.participants:
        return sign_in_own(client, world.participants[role])
    if user := world.users[role]:
        sign_in(client, user)
    return client


@pytest.fixture
def world(db: None, settings: pytest_django.Settings, tmp_path: Path) -> World:
    settings.FILES_DIR = tmp_path
    return build()


@pytest.mark.covers("S14", "S27")
@pytest.mark.parametrize("role", EVERYBODY)
def test_every_address_answers_the_role_as_the_table_says(world: World, role: str) -> None:
    told = []
    for row in TABLE:
        client = as_role(world, role)
        with transaction.atomic():
            response = ask(client, row, world)
            transaction.set_rollback(True)
        status, expected = response.status_code, row.status(role)
        policy = response.headers.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy:
            told.append(f"{row.method} {row.name}: the content policy is {policy!r}")
        if status != expected:
            told.append(f"{row.method} {row.name}: {status}, the table says {expected}")
    assert not told, "\n".join([role, *told])


def test_every_address_has_a_line() -> None:
    named = {name for name, _ in views(get_resolver())}
    listed = {row.name for row in TABLE}
    assert not named - listed, "addresses without a line in the table"
    assert not listed - named, "lines without an address"


def test_every_address_that_takes_a_form_has_a_line_for_it(world: World) -> None:
    sent = {row.name for row in TABLE if row.method == "POST"}
    told = []
    for row in TABLE:
        if row.name not in sent:
            # Somebody who gets in: who does not is sent away before the method is looked at.
            role = row.reader or "clinician"
            client = as_role(world, role)
            with transaction.atomic():
                status = ask(client, row._replace(method="POST", body={}), world).status_code
                transaction.set_rollback(True)
            if status != 405:
                told.append(f"{row.name}: a POST answers {status}")
    assert not told, "\n".join(told)


@pytest.mark.parametrize("path", ["", "mail/", "mail/x/", "clock/"])
def test_without_demo_there_is_no_demonstration(db: None, path: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse("demo:show_demo")
    for send in (Client().get, Client().post):
        assert send(f"/demo/{path}").status_code == 404
