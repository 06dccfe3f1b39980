"""The blank sheet behind a link: printed once, about nobody."""

import io
from pathlib import Path

import pytest
import pytest_django
from pypdf import PdfReader

from cohort.common.printing import pdf
from tests.unit.questionnaires.answering import Person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: pytest_django.Settings, tmp_path: Path) -> Path:
    settings.FILES_DIR = tmp_path
    return tmp_path


def test_the_first_page_says_that_paper_and_phone_will_do(person: Person) -> None:
    page = person.get("open_questionnaire").content.decode()
    assert "Vil du hellere svare på papir eller i telefonen?" in page
    assert 'href="tel:+4512345678"' in page
    assert person.url("print_paper") in page


def test_the_sheet_is_printed_once_and_holds_nothing_of_the_person(
    person: Person, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    response = person.get("print_paper")
    assert response.headers["Content-Type"] == "application/pdf"
    assert "rygvej-everything-1-da.pdf" in response.headers["Content-Disposition"]
    words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(response.content)).pages)
    assert "Hvor ondt gør det?" in words
    assert person.participant.study_number not in words
    assert len(list((files / "paper").iterdir())) == 1
    monkeypatch.setattr(pdf, "pdf", lambda *_args, **_more: pytest.fail("printed again"))
    assert person.get("print_paper").content == response.content


def test_a_sheet_that_cannot_be_printed_says_so(person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_more: object) -> bytes:
        raise pdf.PrintFailed("ended")

    monkeypatch.setattr(pdf, "pdf", fail)
    response = person.client.get(person.url("print_paper"), follow=True)
    assert "Vi kan ikke lave arket lige nu." in response.content.decode()
