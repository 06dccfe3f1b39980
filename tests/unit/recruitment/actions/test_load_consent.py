"""The shipped consent text in the database."""

from pathlib import Path

import pytest

from cohort.audit.models import Entry
from cohort.members.models import ConsentText, Scope
from recruitment.actions import load_consent
from recruitment.consent import text


def edition(tmp_path: Path, old: str, new: str) -> Path:
    """A folder with the shipped text in it, one passage changed."""
    written = (load_consent.SHIPPED / "1.yaml").read_text(encoding="utf-8")
    assert old in written
    (tmp_path / "changed.yaml").write_text(written.replace(old, new), encoding="utf-8")
    return tmp_path


def test_the_scopes_of_the_text_are_those_of_the_decisions() -> None:
    assert set(Scope.values) == text.SCOPES


def test_loading_again_changes_nothing(db: None) -> None:
    first = load_consent.load_shipped()
    rows = Entry.objects.count()
    assert load_consent.load_shipped() == first
    assert ConsentText.objects.count() == 1
    assert Entry.objects.count() == rows


@pytest.mark.covers("R20")
def test_other_words_under_the_same_number_are_refused(db: None, tmp_path: Path) -> None:
    load_consent.load_shipped()
    with pytest.raises(load_consent.ConsentTextChanged, match="number 2"):
        load_consent.load_shipped(edition(tmp_path, "Det er frivilligt.", "Det er helt frivilligt."))


@pytest.mark.covers("R20")
def test_a_new_number_is_a_new_text_and_the_old_one_stays(db: None, tmp_path: Path) -> None:
    load_consent.load_shipped()
    path = edition(tmp_path, 'number: 1\nvalid_from: "2026-01-01"', 'number: 2\nvalid_from: "2027-01-01"')
    newer = load_consent.load_shipped(path)[-1]
    assert list(ConsentText.objects.order_by("number").values_list("number", flat=True)) == [1, 2]
    assert ConsentText.objects.valid_on(newer.valid_from) == newer
