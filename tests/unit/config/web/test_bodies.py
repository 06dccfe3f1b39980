"""What is sent in a way no page of ours sends it is turned away in words, before anything looks at it."""

import json

import pytest
import pytest_django
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

ADDRESSES = ["/k/", "/accounts/login/", "/l/" + "a" * 43 + "/consent/", "/nowhere/"]
AUTOSAVE = "/q/" + "a" * 43 + "/answers/"


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_only_forms_in_utf_8_are_read(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for charset in ("latin-1", "utf-16", "no-such"):
        response = client.generic(
            "POST", address, b"x=1", content_type=f"application/x-www-form-urlencoded; charset={charset}"
        )
        assert response.status_code == 400
    fine = client.generic("POST", address, b"x=1", content_type="application/x-www-form-urlencoded; charset=UTF-8")
    assert fine.status_code in (403, 404)


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*ADDRESSES, AUTOSAVE])
@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain"])
def test_more_than_any_form_holds_is_413_in_words(address: str, kind: str, settings: pytest_django.Settings) -> None:
    body = b"x" * (settings.DATA_UPLOAD_MAX_MEMORY_SIZE + 1)
    response = Client().generic("POST", address, body, content_type=kind)
    assert response.status_code == 413
    assert "for meget" in response.content.decode()
    assert "too much" in response.content.decode()


@pytest.mark.django_db
def test_a_script_reads_the_same_as_json(settings: pytest_django.Settings) -> None:
    body = json.dumps({"answers": {"x": "x" * settings.DATA_UPLOAD_MAX_MEMORY_SIZE}})
    response = Client().patch(AUTOSAVE, body, content_type="application/json")
    assert (response.status_code, response.json()) == (413, {"reason": "request_entity_too_large"})


@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES[:2])
def test_files_are_not_taken(address: str) -> None:
    response = Client().post(address, {"code": "x", "file": SimpleUploadedFile("a.exe", b"MZ")})
    assert response.status_code == 415
    assert "Filer tager vi ikke imod" in response.content.decode()


@pytest.mark.django_db
def test_the_page_that_reads_instruments_takes_one_file_and_no_more() -> None:
    address = reverse("questionnaires:upload_draft")
    one = {"file": SimpleUploadedFile("a.yaml", b"x")}
    assert Client().post(address, one).status_code == 302  # to the sign-in: the door is the view's
    assert Client().post(address, one | {"other": SimpleUploadedFile("b.yaml", b"x")}).status_code == 415


@pytest.mark.django_db
@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"nonsense",
        b"--b\r\n",
        b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--",
        b'--b\r\nContent-Disposition: form-data; name="x"\r\nContent-Transfer-Encoding: base64\r\n\r\n!\r\n--b--',
        b"--b\r\nContent-Disposition: form-data; name=\"x\"; filename*=utf-16''%ff\r\n\r\nx\r\n--b--",
        b"--b\r\nContent-Disposition: form-data; name*=no-such''x\r\n\r\nx\r\n--b--",
        b'--b\r\nContent-Disposition: form-data; name="\xff\x00"\r\n\r\n\xff\r\n--b--\r\n',
    ],
)
@pytest.mark.parametrize(
    "kind", ["multipart/form-data; boundary=b", "multipart/form-data", "multipart/mixed; boundary="]
)
def test_a_broken_form_is_no_fault_of_ours(body: bytes, kind: str) -> None:
    for strict in (True, False):
        response = Client(enforce_csrf_checks=strict).generic("POST", "/k/", body, content_type=kind)
        assert 400 <= response.status_code < 500


@pytest.mark.django_db
def test_more_fields_than_any_form_has_are_refused(settings: pytest_django.Settings) -> None:
    sent = {f"f{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)}
    response = Client().post("/k/", sent)
    assert response.status_code == 400
    assert "Vi kunne ikke læse det" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["PATCH", "POST", "PUT", "DELETE"])
def test_brackets_nested_beyond_all_reading_are_no_json(method: str) -> None:
    """Whoever reads it first, for the check of its origin too; found by the malformed requests."""
    client = Client(enforce_csrf_checks=True)
    client.cookies["csrftoken"] = "c" * 32
    for body in ("[" * 100_000, '{"a":' * 50_000, '{"a":' * 50_000 + "}" * 50_000):
        sent = client.generic(method, AUTOSAVE, body, content_type="application/json", HTTP_X_CSRFTOKEN="c" * 32)
        assert 400 <= sent.status_code < 500
