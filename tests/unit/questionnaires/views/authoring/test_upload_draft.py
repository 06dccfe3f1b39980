import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from questionnaires.definition.load import read
from questionnaires.interchange import fhir_out, redcap_out, xlsform_out
from questionnaires.models import Draft
from tests import drafts

ADDRESS = reverse("questionnaires:upload_draft")
FORM = {"format": "yaml", "language": "da"}
WRITTEN = read(drafts.text(), "draft")


def test_yaml_becomes_a_draft(desk: Client) -> None:
    response = desk.post(ADDRESS, FORM | {"text": drafts.text().replace("\n", "\r\n")})
    draft = Draft.objects.get()
    assert response["Location"] == reverse("questionnaires:show_draft", args=[draft.pk])
    assert draft.text == drafts.text()


def test_what_is_no_instrument_comes_back_with_every_fault(desk: Client) -> None:
    text = drafts.text().replace("kind: patient", "kind: quiz").replace("type: boolean", "type: bool")
    response = desk.post(ADDRESS, FORM | {"text": text})
    page = response.content.decode()
    assert response.status_code == 422
    assert "kind is" in page
    assert "item week_walked" in page
    assert "week_walked_where" in response.context["form"]["text"].value()
    assert not Draft.objects.exists()


def test_the_text_of_a_draft_is_there_to_be_changed(desk: Client, draft: Draft) -> None:
    assert desk.get(f"{ADDRESS}?draft={draft.pk}").context["form"]["text"].value() == draft.text
    for nothing in ("x", "0", "9" * 30, "-1", "²"):
        assert desk.get(ADDRESS, {"draft": nothing}).context["form"]["text"].value() == ""


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("week.json", json.dumps(fhir_out.write(WRITTEN, "da")).encode()),
        ("week.csv", redcap_out.write(WRITTEN, "da").encode()),
        ("week.xlsx", xlsform_out.write(WRITTEN, "da")),
    ],
)
def test_a_file_of_another_program_comes_back_as_text_and_is_not_kept(desk: Client, name: str, content: bytes) -> None:
    response = desk.post(ADDRESS, FORM | {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 200
    text = response.context["form"]["text"].value()
    assert "week_walked_where" in text
    assert not Draft.objects.exists()
    if name != "week.csv":  # a data dictionary has one language, and says in a line that the other is missing
        desk.post(ADDRESS, FORM | {"text": text})
        assert Draft.objects.get().slug == "my_week"
    else:
        assert response.context["imported"].lines


def test_what_could_not_be_taken_is_said_line_by_line(desk: Client) -> None:
    resource = fhir_out.write(WRITTEN, "da")
    resource["item"].append({"linkId": "photo", "type": "attachment", "text": "Foto"})
    response = desk.post(ADDRESS, FORM | {"format": "fhir", "text": json.dumps(resource)})
    assert any("photo" in line for line in response.context["imported"].lines)


@pytest.mark.parametrize("name", ["x.xlsx", "x.json", "x.csv", "x.yaml", "x"])
def test_a_broken_file_is_explained(desk: Client, name: str) -> None:
    response = desk.post(ADDRESS, FORM | {"file": SimpleUploadedFile(name, b"\xff\x00PK\x03")})
    assert response.status_code == 422
    assert not Draft.objects.exists()


# As many as the door lets through in a minute.
@settings(max_examples=18, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=200), st.sampled_from(["yaml", "fhir", "redcap", "xlsform", "other"]))
def test_any_text_gets_a_page(desk: Client, text: str, kind: str) -> None:
    sent = FORM | {"format": kind, "text": text.encode("utf-8", "ignore")}
    assert desk.post(ADDRESS, sent).status_code in {200, 302, 422}
