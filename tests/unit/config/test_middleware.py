"""Forms in other encodings are turned away in words, on every page and before anything else."""

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/k/", "/accounts/login/", "/l/" + "a" * 43 + "/consent/", "/nowhere/"])
def test_only_forms_in_utf_8_are_read(address: str) -> None:
    client = Client(enforce_csrf_checks=True)
    for charset in ("latin-1", "utf-16", "no-such"):
        response = client.generic(
            "POST", address, b"x=1", content_type=f"application/x-www-form-urlencoded; charset={charset}"
        )
        assert response.status_code == 400
    fine = client.generic("POST", address, b"x=1", content_type="application/x-www-form-urlencoded; charset=UTF-8")
    assert fine.status_code in (403, 404)
