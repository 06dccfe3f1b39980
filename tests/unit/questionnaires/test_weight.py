"""What a phone fetches when a personal link opens: 60 kB at most, all of it from us."""

import re
from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.test import RequestFactory
from django.utils import translation

from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import Definition
from questionnaires.engine import paging
from questionnaires.presenters.answering import answer_pages
from questionnaires.presenters.answering.answer_pages import Shown
from questionnaires.presenters.answering.way import way
from tests.unit.questionnaires.answering import Person, person

MOST = 60_000  # bytes, before any compression: whoever compresses sends less
CONTENT = read_folder()
ASKED = sorted(slug for slug, one in CONTENT.items() if one.kind in {"patient", "diary"})
_FETCHED = re.compile(r"""<(?:link|script|img|source|iframe|object)\b[^>]*?\b(?:href|src|srcset|data)=["']([^"']+)""")


def weight(html: str) -> int:
    """Bytes of the page and of everything that a browser fetches for it. Fails where something is not ours."""
    fetched = set(_FETCHED.findall(html))
    assert fetched
    total = len(html.encode())
    for address in fetched:
        assert address.startswith(settings.STATIC_URL), f"{address} is not ours"
        found = finders.find(address.removeprefix(settings.STATIC_URL))
        assert isinstance(found, str), f"{address} is not there"
        with open(found, "rb") as file:
            total += len(file.read())
    return total


def pages(definition: Definition, language: str) -> list[str]:
    """Every page with all that may be answered to it shown, filled in for nobody."""
    answers: dict[str, Any] = {item.id: ["low_back"] for item in definition.items if item.chart}
    views = paging.pages(definition, answers)
    visit = SimpleNamespace(
        token="t" * 43,
        assignment=SimpleNamespace(version=SimpleNamespace(checksum=f"weight {definition.slug}")),
        wording=SimpleNamespace(fingerprint=""),
    )
    with translation.override(language):
        return [
            answer_pages.page(
                RequestFactory().get("/q/"),
                Shown(cast(Any, visit), view, way(views, view), answers, {}, language),
            )
            for view in views
        ]


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("slug", ASKED)
def test_every_page_of_every_questionnaire_is_light(slug: str, language: str) -> None:
    heavy = {weight(page) for page in pages(CONTENT[slug], language)}
    assert max(heavy) <= MOST


@pytest.mark.parametrize("language", ["da", "en"])
def test_the_page_that_a_link_opens_is_light(db: None, language: str) -> None:
    opened: Person = person(language=language)
    assert weight(opened.get("open_questionnaire").content.decode()) <= MOST
    assert weight(opened.get("submit_answers").content.decode()) <= MOST


def test_the_body_and_the_three_ways_are_among_them() -> None:
    told = "".join(pages(CONTENT["baseline_a"], "da") + pages(CONTENT["diary"], "da"))
    assert "data-body" in told
    assert 'data-kind="display"' in told


def test_what_is_not_ours_is_found() -> None:
    with pytest.raises(AssertionError, match="not ours"):
        weight('<script src="https://example.org/x.js"></script>')
