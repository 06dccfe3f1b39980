"""Slides for a meeting of doctors."""

import io
from datetime import date
from pathlib import Path

import pytest
import pytest_django
from django.test import Client
from pypdf import PdfReader

from cohort.accounts.models import Role
from cohort.common.printing import pdf
from cohort.members.models import Cluster, Region
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def client(settings: pytest_django.Settings, tmp_path: Path) -> Client:
    settings.FILES_DIR = tmp_path
    return sign_in(Client(headers={"accept-language": "da"}), factories.staff(Role.STUDY_OFFICE))


def words(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


@pytest.mark.covers("R19")
def test_the_slides_of_a_cluster_carry_its_name(client: Client) -> None:
    region, _ = Region.objects.get_or_create(name="Region Midtjylland", starts_on=date(2007, 1, 1))
    cluster = Cluster.objects.create(name="Klynge Østjylland", region=region)
    response = client.get(f"/office/channels/slides/?cluster={cluster.pk}&language=da")
    assert response.headers["Content-Type"] == "application/pdf"
    assert "Klynge Østjylland" in words(response.content)
    assert "Rygvej i din praksis" in words(response.content)
    assert "Klynge Østjylland" in client.get("/office/channels/").content.decode()
    english = client.get("/office/channels/slides/?language=en")
    assert "Rygvej in your practice" in words(english.content)


@pytest.mark.parametrize("query", ["", "?language=de", "?cluster=0&language=da", "?cluster=x&language=da"])
def test_what_names_no_slides_leads_back_to_the_list(client: Client, query: str) -> None:
    assert client.get(f"/office/channels/slides/{query}").headers["Location"] == "/office/channels/"


def test_what_cannot_be_printed_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> bytes:
        raise pdf.PrintFailed("ended")

    monkeypatch.setattr(pdf, "pdf", fail)
    page = client.get("/office/channels/slides/?language=da", follow=True)
    assert "Arket kan ikke laves lige nu." in page.content.decode()
