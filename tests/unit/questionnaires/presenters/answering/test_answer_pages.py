"""A page that is filled in is, to the byte, the page that its templates make now."""

from types import SimpleNamespace
from typing import Any, cast

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.test import RequestFactory
from django.utils import translation
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from questionnaires.definition.load import read_folder
from questionnaires.definition.schema import Item
from questionnaires.engine import paging
from questionnaires.engine.answers import MISSING_CODES, Value, missing
from questionnaires.presenters.answering import answer_pages
from questionnaires.presenters.answering.answer_pages import Shown
from questionnaires.presenters.answering.way import way

CONTENT = read_folder()
TEXTS = st.text(alphabet="aæ<>&'\"{}%/ \n", max_size=12)


def value(item: Item) -> st.SearchStrategy[Value]:
    """What may be stored for an item, and what stood there when it was of another type."""
    codes = [option.code for option in item.options]
    by_type: dict[str, st.SearchStrategy[Any]] = {
        "boolean": st.booleans(),
        "choice": st.sampled_from(codes or [""]),
        "multi": st.lists(st.sampled_from(codes or [""]), unique=True),
        "scale": st.integers(0, int(item.max or 0) + 1),
        "integer": st.integers(0, 5),
        "decimal": st.floats(0, 300),
        "date": st.dates().map(str),
    }
    reasons = st.sampled_from(sorted(MISSING_CODES)).map(missing)
    return by_type.get(item.type, TEXTS) | reasons | st.booleans() | st.integers(0, 1) | TEXTS


@st.composite
def visits(draw: st.DrawFn) -> tuple[str, dict[str, Value], dict[str, Value], dict[str, str]]:
    definition = CONTENT[draw(st.sampled_from(sorted(CONTENT)))]
    some = draw(st.lists(st.sampled_from(definition.items), unique_by=lambda item: item.id))
    answers = {item.id: draw(value(item)) for item in some}
    before = draw(st.lists(st.sampled_from(definition.items), unique_by=lambda item: item.id))
    earlier = {item.id: draw(value(item)) for item in before}
    errors = draw(st.dictionaries(st.sampled_from([item.id for item in some] or ["x"]), TEXTS, max_size=2))
    return definition.slug, answers, earlier, errors


def asked(size: str, address: str) -> HttpRequest:
    request = RequestFactory().get(address)
    request.COOKIES = {settings.TEXT_SIZE_COOKIE_NAME: size}
    request.META["CSRF_COOKIE"] = "s" * 32
    return request


def shown(view: paging.PageView, views: list[paging.PageView], **more: Any) -> Shown:
    version = SimpleNamespace(checksum=more.pop("checksum"))
    wording = SimpleNamespace(fingerprint="")
    visit = SimpleNamespace(token="t" * 43, wording=wording, assignment=SimpleNamespace(version=version))
    return Shown(visit=cast(Any, visit), view=view, way=way(views, view), **more)


@given(visits(), st.sampled_from(["normal", "larger", "largest", "<"]), st.sampled_from(["/q/", "/q/?a=<b>&c='"]))
@hypothesis_settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
def test_filled_in_and_rendered_pages_are_the_same(
    visit: tuple[str, dict[str, Value], dict[str, Value], dict[str, str]], size: str, address: str
) -> None:
    slug, answers, earlier, errors = visit
    definition = CONTENT[slug]
    views = paging.pages(definition, answers)
    with pytest.MonkeyPatch.context() as patched:
        # A form's token is masked anew each time it is asked for; here it stays.
        patched.setattr("django.middleware.csrf._mask_cipher_secret", lambda secret: secret * 2)
        for view in views:
            for language in ("da", "en"):
                for faults in ({}, errors):
                    page = shown(
                        view,
                        views,
                        checksum=definition.slug,
                        answers=answers,
                        errors=faults,
                        language=language,
                        earlier=earlier,
                    )
                    with translation.override(language):
                        filled = answer_pages.page(asked(size, address), page)
                        assert filled == answer_pages.rendered(asked(size, address), page)
                    assert "s" * 64 in filled
                    assert "t" * 43 in filled


def test_every_page_of_every_instrument_is_filled_in_as_rendered(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without answers, when each is shown for the first time and again."""
    monkeypatch.setattr("django.middleware.csrf._mask_cipher_secret", lambda secret: secret * 2)
    for definition in CONTENT.values():
        views = paging.pages(definition, {})
        for view in views:
            page = shown(view, views, checksum=f"{definition.slug} anew", answers={}, errors={}, language="da")
            with translation.override("da"):
                first, again = (answer_pages.page(asked("normal", "/q/"), page) for _time in range(2))
                assert first == again == answer_pages.rendered(asked("normal", "/q/"), page)


def test_a_proposed_answer_is_kept_apart_from_the_same_answer_given() -> None:
    definition = CONTENT["baseline_b"]
    item = next(one for one in definition.items if one.id == "job_demand")
    said: dict[str, Value] = {item.id: item.options[0].code}
    views = paging.pages(definition, {})
    view = next(view for view in views if item in view.items)
    texts = []
    for answers, earlier in ((said, {}), ({}, said), (said, said)):
        page = shown(view, views, checksum="apart", answers=answers, errors={}, language="da", earlier=earlier)
        texts.append(answer_pages.page(asked("normal", "/q/"), page))
    assert ["data-earlier-note" in text for text in texts] == [False, True, False]
    assert all(f'value="{item.options[0].code}" checked' in text for text in texts)


@pytest.mark.parametrize("display", ["line", "number", "faces", "smoke"])
@pytest.mark.parametrize("value", [0, 37, 100, {"missing": "p"}, "37", True, None])
def test_a_scale_in_three_ways_is_filled_in_as_rendered(
    monkeypatch: pytest.MonkeyPatch, display: str, value: Value | None
) -> None:
    monkeypatch.setattr("django.middleware.csrf._mask_cipher_secret", lambda secret: secret * 2)
    definition = CONTENT["diary"]
    answers: dict[str, Value] = {"d_display": display} | ({} if value is None else {"d_pain": value})
    views = paging.pages(definition, answers)
    for language in ("da", "en"):
        page = shown(views[0], views, checksum="ways", answers=answers, errors={}, language=language)
        with translation.override(language):
            filled = answer_pages.page(asked("normal", "/q/"), page)
            assert filled == answer_pages.rendered(asked("normal", "/q/"), page)
        assert f'data-shown-as="{"line" if display == "smoke" else display}"' in filled
        assert filled.count('data-item="d_display"') == 1


def test_what_is_kept_is_in_its_language_whichever_is_spoken() -> None:
    definition = CONTENT["baseline_a"]
    views = paging.pages(definition, {})
    page = shown(views[0], views, checksum="spoken", answers={}, errors={}, language="da")
    with translation.override("en"):
        kept = answer_pages.page(asked("larger", "/q/"), page)
    assert '<html lang="da"' in kept
    assert "Det vil jeg helst ikke svare på" in kept


def test_nothing_that_was_typed_is_kept() -> None:
    definition = CONTENT["baseline_a"]
    item = next(one for one in definition.items if one.type == "text" and not one.enable_when and not one.pack)
    said: dict[str, Value] = {item.id: "Kun jeg ved det"}
    views = paging.pages(definition, said)
    view = next(view for view in views if item in view.items)
    for answers, earlier in ((said, {}), ({}, said)):
        page = shown(view, views, checksum="kept", answers=answers, errors={}, language="da", earlier=earlier)
        assert "Kun jeg ved det" in answer_pages.page(asked("normal", "/q/"), page)
    kept = answer_pages._questions("kept ", view.page.id, "da").kept
    assert kept
    assert "Kun jeg" not in str(kept)


def test_the_ways_a_page_is_kept_in_have_a_bound(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_pages, "MOST_KEPT", 30)
    definition = CONTENT["baseline_a"]
    item = next(item for item in definition.items if item.id == "worry")
    codes = [option.code for option in item.options]
    for number in range(1, 100):
        answers: dict[str, Value] = {item.id: [code for at, code in enumerate(codes) if number >> at & 1]}
        views = paging.pages(definition, answers)
        view = next(view for view in views if item in view.items)
        page = shown(view, views, checksum="bound", answers=answers, errors={}, language="da")
        answer_pages.page(asked("normal", "/q/"), page)
        assert len(answer_pages._questions("bound", view.page.id, "da").kept) <= 30
