"""Who signed in and what was refused stands in the audit, with the factors and without what was typed."""

import json
from typing import Any

import pytest
from django.test import Client

from cohort.audit.models import Entry
from tests import factories
from tests.signing import give_code, give_password, present_code

pytestmark = pytest.mark.django_db


def entries() -> list[tuple[str, str, str, dict[str, Any]]]:
    rows = Entry.objects.filter(action__startswith="sign_in.").order_by("pk")
    return list(rows.values_list("actor", "action", "subject", "detail"))


def test_a_sign_in_names_the_person_and_the_factors(client: Client) -> None:
    doctor = factories.staff(of=factories.practice())
    give_password(client, doctor)
    assert entries() == []
    give_code(client)
    assert entries() == [
        (doctor.actor, "sign_in.done", doctor.actor, {"ways": "password totp", "role": "clinician"}),
    ]


def test_a_wrong_password_names_the_account_where_there_is_one_and_nothing_typed(client: Client) -> None:
    doctor = factories.staff()
    give_password(client, doctor, "canary-not-the-password")
    client.post("/accounts/login/", {"login": "canary@test.example", "password": "canary-too"})
    assert entries() == [
        ("system:sign_in", "sign_in.refused", doctor.actor, {"door": "password"}),
        ("system:sign_in", "sign_in.refused", "system:sign_in", {"door": "password"}),
    ]
    assert "canary" not in json.dumps(entries())


def test_a_wrong_code_is_written_down(client: Client) -> None:
    doctor = factories.staff()
    give_password(client, doctor)
    wrong = "000000" if present_code() != "000000" else "111111"
    assert give_code(client, wrong) == ""
    assert [entry[:3] for entry in entries()] == [(doctor.actor, "sign_in.refused", doctor.actor)]


def test_being_asked_again_and_answering_wrong_is_written_down(client: Client) -> None:
    doctor = factories.staff(of=factories.practice())
    give_password(client, doctor)
    give_code(client)
    client.post("/accounts/reauthenticate/", {"password": "not-it"})
    assert [entry[1] for entry in entries()] == ["sign_in.done", "sign_in.refused"]
