"""Every address × every role: what a signed-in person gets, as a table. A new address without a line fails.

Statuses stand in the order of ROLES: anonymous, clinician of the practice, colleague there, clinician elsewhere,
the researcher who asked for the release, another researcher, administrator. 302 for anonymous means: sign in.
A POST is sent without the fields it needs: past the door it answers 200, 302, 400 or 422, before it 403 or 404.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from tests.permissions.world import ROLES, World, build
from tests.repository.test_public_views import views
from tests.signing import sign_in

Key = Callable[[World], dict[str, Any]]

EVERYBODY = (200,) * 7
NOBODY_BUT_PRACTICE = (302, 200, 200, 404, 403, 403, 403)


def nothing(_: World) -> dict[str, Any]:
    return {}


def person(world: World) -> dict[str, Any]:
    return {"study_number": world.participant.study_number}


def note(world: World) -> dict[str, Any]:
    return person(world) | {"uuid": world.note}


def summary(world: World) -> dict[str, Any]:
    return person(world) | {"pk": world.summary.pk}


def release(world: World) -> dict[str, Any]:
    return {"pk": world.release.pk}


def start(world: World) -> dict[str, Any]:
    return {"token": world.start_token}


def answer(world: World) -> dict[str, Any]:
    return {"token": world.answer_token}


def page(world: World) -> dict[str, Any]:
    return answer(world) | {"page": "where_sites"}


# name, method, key, statuses
TABLE: list[tuple[str, str, Key, tuple[int, ...]]] = [
    # anybody: the front door, health, links (whoever holds the link), language and text size
    ("config:show_home", "GET", nothing, (200, 302, 302, 302, 302, 302, 302)),
    ("config:set_language", "POST", nothing, (302,) * 7),
    ("health_live", "GET", nothing, EVERYBODY),
    ("health_ready", "GET", nothing, EVERYBODY),
    ("questionnaires:set_text_size", "POST", nothing, (302,) * 7),
    ("recruitment:type_code", "GET", nothing, EVERYBODY),
    ("recruitment:open_link", "GET", start, (302,) * 7),
    ("recruitment:decide_consent", "POST", start, (422,) * 7),
    ("recruitment:read_consent", "GET", start, EVERYBODY),
    ("questionnaires:open_questionnaire", "GET", answer, EVERYBODY),
    ("questionnaires:answer_page", "GET", page, EVERYBODY),
    ("questionnaires:save_answer", "PATCH", answer, (400,) * 7),
    ("questionnaires:submit_answers", "GET", answer, EVERYBODY),
    ("questionnaires:show_pause", "GET", answer, EVERYBODY),
    ("questionnaires:show_received", "GET", answer, (302,) * 7),
    # those who work in the practice
    ("pathways:list_participants", "GET", nothing, (302, 200, 200, 200, 403, 403, 403)),
    ("recruitment:enrol_participant", "GET", nothing, (302, 200, 200, 200, 403, 403, 403)),
    ("recruitment:show_invitation", "GET", person, NOBODY_BUT_PRACTICE),
    ("recruitment:reissue_invitation", "POST", person, (302, 302, 302, 404, 403, 403, 403)),
    ("pathways:show_participant", "GET", person, NOBODY_BUT_PRACTICE),
    ("pathways:write_record", "GET", person, NOBODY_BUT_PRACTICE),
    ("pathways:show_note", "GET", note, NOBODY_BUT_PRACTICE),
    ("pathways:request_summary", "POST", person, (302, 404, 404, 404, 403, 403, 403)),
    ("pathways:show_summary", "GET", summary, NOBODY_BUT_PRACTICE),
    ("pathways:download_summary", "GET", summary, (302, 302, 302, 404, 403, 403, 403)),  # not printed yet
    # researchers, each their own releases
    ("exports:list_releases", "GET", nothing, (302, 403, 403, 403, 200, 200, 403)),
    ("exports:show_release", "GET", release, (302, 403, 403, 403, 200, 404, 403)),
    ("exports:retry_release", "POST", release, (302, 403, 403, 403, 302, 404, 403)),
    ("exports:download_release", "GET", release, (302, 403, 403, 403, 404, 404, 403)),  # not built yet
    ("exports:show_status", "GET", release, (403, 403, 403, 403, 200, 404, 403)),
    # administrators
    ("members:list_staff", "GET", nothing, (302, 403, 403, 403, 403, 403, 200)),
    ("members:invite_staff", "GET", nothing, (302, 403, 403, 403, 403, 403, 200)),
    # signing in and what belongs to one's own account
    ("account_login", "GET", nothing, (200, 302, 302, 302, 302, 302, 302)),
    ("account_logout", "GET", nothing, (302, 200, 200, 200, 200, 200, 200)),
    ("account_inactive", "GET", nothing, EVERYBODY),
    ("account_signup", "GET", nothing, (200, 302, 302, 302, 302, 302, 302)),
    ("account_reauthenticate", "GET", nothing, (302, 200, 200, 200, 200, 200, 200)),
    ("account_change_password", "GET", nothing, (302, 200, 200, 200, 200, 200, 200)),
    ("account_set_password", "GET", nothing, (302,) * 7),
    ("account_reset_password", "GET", nothing, EVERYBODY),
    ("account_reset_password_done", "GET", nothing, EVERYBODY),
    ("account_reset_password_from_key", "GET", lambda _: {"uidb36": "1", "key": "x-y"}, EVERYBODY),
    ("account_reset_password_from_key_done", "GET", nothing, EVERYBODY),
    ("mfa_index", "GET", nothing, (302, 200, 200, 200, 200, 200, 200)),
    ("mfa_authenticate", "GET", nothing, (302,) * 7),
    ("mfa_reauthenticate", "GET", nothing, (302, 302, 302, 302, 200, 200, 200)),
    ("mfa_activate_totp", "GET", nothing, (302,) * 7),
    ("mfa_deactivate_totp", "GET", nothing, (302, 404, 404, 404, 302, 302, 302)),
    ("mfa_view_recovery_codes", "GET", nothing, (302, 404, 404, 404, 404, 404, 404)),
    ("mfa_generate_recovery_codes", "GET", nothing, (302, 302, 302, 302, 302, 302, 302)),
    ("mfa_download_recovery_codes", "GET", nothing, (302, 404, 404, 404, 404, 404, 404)),
]


def ask(client: Client, method: str, name: str, key: dict[str, Any]) -> HttpResponse:
    return client.generic(method, reverse(name, kwargs=key), data=b"{}", content_type=_type(method))


def _type(method: str) -> str:
    return "application/json" if method == "PATCH" else "application/x-www-form-urlencoded"


@pytest.mark.covers("S14", "S27")
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_the_role_as_the_table_says(role: str) -> None:
    world = build()
    told = []
    for name, method, key, statuses in TABLE:
        client = Client()
        if user := world.users[role]:
            sign_in(client, user)
        with transaction.atomic():
            response = ask(client, method, name, key(world))
            transaction.set_rollback(True)
        status, expected = response.status_code, statuses[ROLES.index(role)]
        policy = response.headers.get("Content-Security-Policy", "")
        if "default-src 'none'" not in policy or "unsafe" in policy:
            told.append(f"{method} {name}: the content policy is {policy!r}")
        if status != expected:
            told.append(f"{method} {name}: {status}, the table says {expected}")
    assert not told, "\n".join([role, *told])


def test_every_address_has_a_line() -> None:
    named = {name for name, _ in views(get_resolver())}
    listed = {name for name, *_ in TABLE}
    assert not named - listed, "addresses without a line in the table"
    assert not listed - named, "lines without an address"
