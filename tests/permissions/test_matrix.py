"""Every address × every role: what a signed-in person gets, as a table. A new address without a line fails.

Statuses stand in the order of ROLES: anonymous, clinician of the practice, colleague there, clinician elsewhere,
the researcher who asked for the release, another researcher, administrator. 302 for anonymous means: sign in.
An address that takes POST has a line for it. A line without a body sends none of the fields that are needed: past
the door it answers 200, 302, 400 or 422, before it 403 or 404. Where an empty form would look like a closed door,
the line carries a body.

The addresses of the demonstration, `demo:…`, are not here: they exist with DEMO=true only, and then stand open.
"""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlencode

import pytest
import pytest_django
from django.db import transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from cohort.members.models import Membership
from tests.permissions.world import ROLES, World, build
from tests.repository.test_public_views import views
from tests.signing import sign_in

Key = Callable[[World], dict[str, Any]]

LED_AWAY = (302,) * len(ROLES)
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


def first_key(_: World) -> dict[str, Any]:
    return {"pk": 1}


def colleague(world: World) -> dict[str, Any]:
    user = world.users["colleague"]
    return {"pk": user.pk if user else 0}


def colleagues_place(world: World) -> dict[str, Any]:
    return colleague(world) | {"membership": Membership.objects.get(user=world.users["colleague"]).pk}


def start(world: World) -> dict[str, Any]:
    return {"token": world.start_token}


def answer(world: World) -> dict[str, Any]:
    return {"token": world.answer_token}


def page(world: World) -> dict[str, Any]:
    return answer(world) | {"page": "where_sites"}


def assignment(world: World) -> dict[str, Any]:
    return {"uuid": world.participant.assignments.first().uuid}


class Row(NamedTuple):
    name: str
    method: str
    key: Key
    statuses: tuple[int, ...]
    body: Mapping[str, Any] = {}


TABLE = [
    # anybody: the front door, health, links (whoever holds the link), language and text size
    Row("config:show_home", "GET", nothing, (200, 302, 302, 302, 302, 302, 302)),
    Row("config:set_language", "POST", nothing, (302,) * 7),
    Row("health_live", "GET", nothing, EVERYBODY),
    Row("health_ready", "GET", nothing, EVERYBODY),
    Row("questionnaires:set_text_size", "POST", nothing, (302,) * 7),
    Row("recruitment:type_code", "GET", nothing, EVERYBODY),
    Row("recruitment:type_code", "POST", nothing, (422,) * 7),
    Row("recruitment:open_link", "GET", start, (302,) * 7),
    Row("recruitment:decide_consent", "POST", start, (422,) * 7),
    Row("recruitment:read_consent", "GET", start, EVERYBODY),
    Row("questionnaires:open_questionnaire", "GET", answer, EVERYBODY),
    Row("questionnaires:answer_page", "GET", page, EVERYBODY),
    Row("questionnaires:answer_page", "POST", page, (302,) * 7),
    Row("questionnaires:save_answer", "PATCH", answer, EVERYBODY, {"answers": {"pain_sites": ["neck"]}}),
    Row("questionnaires:submit_answers", "GET", answer, EVERYBODY),
    Row("questionnaires:submit_answers", "POST", answer, (302,) * 7),
    Row("questionnaires:show_pause", "GET", answer, EVERYBODY),
    Row("questionnaires:show_received", "GET", answer, (302,) * 7),
    # a participant's own page: by link and code alone, and no role of staff opens it
    Row("members:find_own_link", "GET", nothing, (200,) * len(ROLES)),
    Row("members:find_own_link", "POST", nothing, (422,) * len(ROLES)),
    Row("members:open_own_link", "GET", start, (200,) * len(ROLES)),
    Row("members:open_own_link", "POST", start, LED_AWAY),
    Row("members:type_own_code", "GET", nothing, LED_AWAY),
    Row("members:type_own_code", "POST", nothing, LED_AWAY),
    Row("members:leave_own_page", "POST", nothing, (200,) * len(ROLES)),
    Row("pathways:show_own_page", "GET", nothing, LED_AWAY),
    Row("pathways:show_own_answers", "GET", assignment, LED_AWAY),
    Row("pathways:answer_own_questionnaire", "POST", assignment, LED_AWAY),
    Row("pathways:decide_own_choice", "POST", nothing, LED_AWAY),
    Row("pathways:correct_own_contact", "GET", nothing, LED_AWAY),
    Row("pathways:correct_own_contact", "POST", nothing, LED_AWAY),
    Row("exports:own_download", "GET", nothing, LED_AWAY),
    Row("exports:own_stop", "GET", nothing, LED_AWAY),
    Row("exports:own_stop", "POST", nothing, LED_AWAY),
    # those who work in the practice
    Row("pathways:list_participants", "GET", nothing, (302, 200, 200, 200, 403, 403, 403)),
    Row("pathways:list_left", "GET", nothing, (302, 200, 200, 200, 403, 403, 403)),
    Row("recruitment:enrol_participant", "GET", nothing, (302, 200, 200, 200, 403, 403, 403)),
    Row("recruitment:enrol_participant", "POST", nothing, (302, 422, 422, 422, 403, 403, 403)),
    Row("recruitment:show_invitation", "GET", person, NOBODY_BUT_PRACTICE),
    Row("recruitment:reissue_invitation", "POST", person, (302, 302, 302, 404, 403, 403, 403)),
    Row("pathways:show_participant", "GET", person, NOBODY_BUT_PRACTICE),
    Row("pathways:write_record", "GET", person, NOBODY_BUT_PRACTICE),
    Row("pathways:write_record", "POST", person, (302, 302, 302, 404, 403, 403, 403)),
    Row("pathways:show_note", "GET", note, NOBODY_BUT_PRACTICE),
    Row("pathways:request_summary", "POST", person, (302, 302, 302, 404, 403, 403, 403), {"audience": "patient"}),
    Row("pathways:show_summary", "GET", summary, NOBODY_BUT_PRACTICE),
    Row("pathways:download_summary", "GET", summary, NOBODY_BUT_PRACTICE),
    # researchers, each their own releases
    Row("exports:list_releases", "GET", nothing, (302, 403, 403, 403, 200, 200, 403)),
    Row("exports:list_releases", "POST", nothing, (302, 403, 403, 403, 422, 422, 403)),
    Row("exports:show_release", "GET", release, (302, 403, 403, 403, 200, 404, 403)),
    Row("exports:retry_release", "POST", release, (302, 403, 403, 403, 302, 404, 403)),
    Row("exports:download_release", "GET", release, (302, 403, 403, 403, 200, 404, 403)),
    Row("exports:show_status", "GET", release, (403, 403, 403, 403, 200, 404, 403)),
    # the study office and interviewers: one person's card
    Row("exports:office_search", "GET", nothing, (302, 403, 403, 403, 403, 403, 403)),
    Row("exports:office_search", "POST", nothing, (302, 403, 403, 403, 403, 403, 403)),
    Row("exports:office_card", "GET", person, (302, 403, 403, 403, 403, 403, 403)),
    Row("exports:office_card", "POST", person, (302, 403, 403, 403, 403, 403, 403)),
    Row("exports:office_correct", "GET", person, (302, 403, 403, 403, 403, 403, 403)),
    Row("exports:office_correct", "POST", person, (302, 403, 403, 403, 403, 403, 403)),
    Row("exports:office_download", "POST", person, (302, 403, 403, 403, 403, 403, 403)),
    Row("exports:office_stop", "GET", person, (302, 403, 403, 403, 403, 403, 403)),
    Row("exports:office_stop", "POST", person, (302, 403, 403, 403, 403, 403, 403)),
    # administrators
    Row("members:list_staff", "GET", nothing, (302, 403, 403, 403, 403, 403, 200)),
    Row("members:invite_staff", "GET", nothing, (302, 403, 403, 403, 403, 403, 200)),
    Row("members:invite_staff", "POST", nothing, (302, 403, 403, 403, 403, 403, 422)),
    Row("members:show_staff", "GET", colleague, (302, 403, 403, 403, 403, 403, 200)),
    Row("members:close_staff", "POST", colleague, (302, 403, 403, 403, 403, 403, 302)),
    Row("members:reopen_staff", "POST", colleague, (302, 403, 403, 403, 403, 403, 302)),
    Row("members:reset_second_factor", "POST", colleague, (302, 403, 403, 403, 403, 403, 302)),
    Row("members:change_role", "POST", colleague, (302, 403, 403, 403, 403, 403, 422)),
    Row("members:add_membership", "POST", colleague, (302, 403, 403, 403, 403, 403, 422)),
    Row("members:end_membership", "POST", colleagues_place, (302, 403, 403, 403, 403, 403, 302)),
    # signing in and what belongs to one's own account
    Row("account_login", "GET", nothing, (200, 302, 302, 302, 302, 302, 302)),
    Row("account_login", "POST", nothing, (200, 302, 302, 302, 302, 302, 302)),
    Row("account_logout", "GET", nothing, (302, 200, 200, 200, 200, 200, 200)),
    Row("account_logout", "POST", nothing, (302,) * 7),
    Row("account_inactive", "GET", nothing, EVERYBODY),
    Row("account_signup", "GET", nothing, (200, 302, 302, 302, 302, 302, 302)),
    Row("account_signup", "POST", nothing, (200, 302, 302, 302, 302, 302, 302)),
    Row("account_reauthenticate", "GET", nothing, (302, 200, 200, 200, 200, 200, 200)),
    Row("account_reauthenticate", "POST", nothing, (302, 200, 200, 200, 200, 200, 200)),
    Row("account_change_password", "GET", nothing, (302, 200, 200, 200, 200, 200, 200)),
    Row("account_change_password", "POST", nothing, (302, 200, 200, 200, 200, 200, 200)),
    Row("account_set_password", "GET", nothing, (302,) * 7),
    Row("account_set_password", "POST", nothing, (302,) * 7),
    Row("account_reset_password", "GET", nothing, EVERYBODY),
    Row("account_reset_password", "POST", nothing, EVERYBODY),
    Row("account_reset_password_done", "GET", nothing, EVERYBODY),
    Row("account_reset_password_from_key", "GET", lambda _: {"uidb36": "1", "key": "x-y"}, EVERYBODY),
    Row("account_reset_password_from_key", "POST", lambda _: {"uidb36": "1", "key": "x-y"}, EVERYBODY),
    Row("account_reset_password_from_key_done", "GET", nothing, EVERYBODY),
    Row("mfa_index", "GET", nothing, (302, 200, 200, 200, 200, 200, 200)),
    Row("mfa_authenticate", "GET", nothing, (302,) * 7),
    Row("mfa_authenticate", "POST", nothing, (302,) * 7),
    Row("mfa_reauthenticate", "GET", nothing, (302, 200, 200, 200, 200, 200, 200)),
    Row("mfa_reauthenticate", "POST", nothing, (302, 200, 200, 200, 200, 200, 200)),
    Row("mfa_activate_totp", "GET", nothing, (302,) * 7),
    Row("mfa_activate_totp", "POST", nothing, (302,) * 7),
    Row("mfa_deactivate_totp", "GET", nothing, (302,) * 7),
    Row("mfa_deactivate_totp", "POST", nothing, (302,) * 7),
    Row("mfa_view_recovery_codes", "GET", nothing, (302, 404, 404, 404, 404, 404, 404)),
    Row("mfa_generate_recovery_codes", "GET", nothing, (302, 302, 302, 302, 302, 302, 302)),
    Row("mfa_generate_recovery_codes", "POST", nothing, (302,) * 7),
    Row("mfa_download_recovery_codes", "GET", nothing, (302, 404, 404, 404, 404, 404, 404)),
    Row("mfa_download_recovery_codes", "POST", nothing, (302, 404, 404, 404, 404, 404, 404)),  # nobody here has any
    Row("members:begin_own_mitid", "GET", nothing, (404,) * 7),  # no broker here
    Row("members:finish_own_mitid", "GET", nothing, (404,) * 7),
    Row("mitid_sign_in", "GET", nothing, (404,) * 7),
    Row("mitid_come_back", "GET", nothing, (404,) * 7),
    Row("mitid_connect", "GET", nothing, (302,) * 7),
    Row("mitid_connected", "GET", nothing, (302, 404, 404, 404, 404, 404, 404)),
    Row("mitid_disconnect", "POST", nothing, (302,) * 7),
    Row("mfa_set_up", "GET", nothing, (302,) * 7),  # everybody here has an app already
    Row("mfa_add_webauthn", "GET", nothing, (302,) * 7),
    Row("mfa_add_webauthn", "POST", nothing, (302,) * 7),
    Row("mfa_remove_webauthn", "GET", first_key, (302,) * 7),
    Row("mfa_remove_webauthn", "POST", first_key, (302,) * 7),
    Row("mfa_login_webauthn", "GET", nothing, (302,) * 7),
    Row("mfa_login_webauthn", "POST", nothing, (302,) * 7),
    Row("mfa_reauthenticate_webauthn", "GET", nothing, (302,) * 7),
    Row("mfa_reauthenticate_webauthn", "POST", nothing, (302,) * 7),
]


def ask(client: Client, row: Row, world: World) -> HttpResponse | StreamingHttpResponse:
    """The answer, read to its end."""
    json_wanted = row.method == "PATCH"
    response = client.generic(
        row.method,
        reverse(row.name, kwargs=row.key(world)),
        data=json.dumps(row.body) if json_wanted else urlencode(row.body),
        content_type="application/json" if json_wanted else "application/x-www-form-urlencoded",
    )
    if isinstance(response, StreamingHttpResponse):
        assert b"".join(response.streaming_content)  # type: ignore[arg-type]
    return response  # type: ignore[return-value]


def as_role(world: World, role: str) -> Client:
    client = Client()
    if user := world.users[role]:
        sign_in(client, user)
    return client


@pytest.fixture
def world(db: None, settings: pytest_django.Settings, tmp_path: Path) -> World:
    settings.FILES_DIR = tmp_path
    return build()


@pytest.mark.covers("S14", "S27")
@pytest.mark.parametrize("role", ROLES)
def test_every_address_answers_the_role_as_the_table_says(world: World, role: str) -> None:
    told = []
    for row in TABLE:
        client = as_role(world, role)
        with transaction.atomic():
            response = ask(client, row, world)
            transaction.set_rollback(True)
        status, expected = response.status_code, row.statuses[ROLES.index(role)]
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
            role = ROLES[row.statuses.index(200)] if 200 in row.statuses else "clinician"
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
