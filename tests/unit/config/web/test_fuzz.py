"""Inputs nobody would think of, at links, forms and the door that saves each answer: never a fault of ours (3.11)."""

import json
import string
from pathlib import Path

import pytest
import pytest_django
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires.models import Response
from tests.permissions.test_matrix import as_role
from tests.permissions.world import World, build

# One world serves all examples of a test: what they change is part of the search.
quick = settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
anything = (
    st.text(max_size=60) | st.text(string.printable, max_size=60) | st.sampled_from(["1", "yes", "", "\x00", "=1"])
)
value = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | anything,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(anything, inner, max_size=4),
    max_leaves=12,
)
ITEMS = ["pain_sites", "pain_back_nrs", "sick_days_4w", "matters", "gp_question", "worry", "work_now"]


@pytest.fixture
def world(db: None, settings: pytest_django.Settings, tmp_path: Path) -> World:
    settings.FILES_DIR = tmp_path
    cache.clear()
    return build()


def fine(status: int) -> bool:
    return 200 <= status < 500


@quick
@given(token=st.text(max_size=80) | st.text(string.ascii_letters + string.digits + "_-", min_size=43, max_size=43))
def test_no_made_up_link_opens_anything(world: World, token: str) -> None:
    client = Client()
    for path in (f"/q/{token}/", f"/l/{token}/", f"/q/{token}/submit/"):
        status = client.generic("GET", "/").status_code if "/../" in path else client.get(path).status_code
        assert status in (301, 302, 404) if "/" in token or "?" in token or "#" in token or not token else status == 404


@quick
@given(
    body=st.binary(max_size=200) | st.dictionaries(st.sampled_from(["answers", "seconds", "x"]), value).map(json.dumps)
)
def test_no_body_breaks_the_saving_of_answers(world: World, body: str | bytes) -> None:
    cache.clear()
    sent = Client().generic("PATCH", f"/q/{world.answer_token}/answers/", body, content_type="application/json")
    assert fine(sent.status_code)


@quick
@given(patch=st.dictionaries(st.sampled_from(ITEMS) | anything, value, max_size=5))
def test_what_is_saved_is_what_the_questions_allow(world: World, patch: dict[str, object]) -> None:
    cache.clear()
    sent = Client().patch(
        f"/q/{world.answer_token}/answers/", json.dumps({"answers": patch}), content_type="application/json"
    )
    assert fine(sent.status_code)
    saved = Response.objects.filter(assignment__participant=world.participant, assignment__respondent="participant")
    for response in saved:
        assert set(response.answers) <= {item.id for item in response.version.definition.items}
        pain = response.answers.get("pain_back_nrs", 0)
        assert isinstance(pain, dict) or pain in range(11)


FORMS = {
    "/k/": ["code"],
    "/accounts/login/": ["login", "password", "next"],
    "/accounts/password/reset/": ["email"],
    "/language/": ["language", "next"],
    "/text-size/": ["size", "next"],
    "questionnaires:answer_page": ["shown", "go", *ITEMS],
    "recruitment:decide_consent": ["text", "questionnaires", "record", "share", "registers"],
}
STAFF_FORMS = {
    "recruitment:enrol_participant": [
        "name",
        "born",
        "reach",
        "second",
        "phone",
        "address",
        "language",
        "practice",
        "opened",
    ],
    "pathways:write_record": ["form", "version", "g_contact", "g_note", "g_treat", "g_red", "g_days"],
}


@quick
@given(data=st.data())
def test_no_form_breaks_an_open_page(world: World, data: st.DataObject) -> None:
    cache.clear()
    name = data.draw(st.sampled_from(sorted(FORMS)))
    fields = data.draw(st.dictionaries(st.sampled_from(FORMS[name]), st.lists(anything, max_size=3)))
    address = name
    if name == "questionnaires:answer_page":
        address = reverse(name, args=[world.answer_token, "where_sites"])
    elif name == "recruitment:decide_consent":
        address = reverse(name, args=[world.start_token])
    assert fine(Client().post(address, fields).status_code)


@quick
@given(data=st.data())
def test_no_form_breaks_a_page_of_the_practice(world: World, data: st.DataObject) -> None:
    cache.clear()
    name = data.draw(st.sampled_from(sorted(STAFF_FORMS)))
    fields = data.draw(st.dictionaries(st.sampled_from(STAFF_FORMS[name]), st.lists(anything, max_size=3)))
    args = [world.participant.study_number] if name == "pathways:write_record" else []
    assert fine(as_role(world, "clinician").post(reverse(name, args=args), fields).status_code)


@quick
@given(body=st.binary(max_size=400), boundary=st.text(string.ascii_letters + "-';= ", max_size=20))
def test_no_upload_breaks_anything(world: World, body: bytes, boundary: str) -> None:
    """Files are taken nowhere; what looks like one is read far enough to be refused."""
    for kind in (f"multipart/form-data; boundary={boundary}", "multipart/form-data; boundary=b"):
        part = (
            b'--b\r\nContent-Disposition: form-data; name="x"; filename="' + body + b'"\r\n\r\n' + body + b"\r\n--b--"
        )
        for sent in (body, part):
            assert (
                400
                <= Client(enforce_csrf_checks=True).generic("POST", "/k/", sent, content_type=kind).status_code
                < 500
            )
