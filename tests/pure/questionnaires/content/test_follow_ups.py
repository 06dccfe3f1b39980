"""What the follow-up questionnaires ask: their blocks, how long they take, and that a question means the same."""

from decimal import Decimal

import pytest

from questionnaires.definition.codebook import variables
from questionnaires.definition.load import read_folder
from questionnaires.definition.timing import minutes

CONTENT = read_folder()
BOOK = {slug: {variable.name: variable for variable in variables(one)} for slug, one in CONTENT.items()}

FORM = {"form_feedback", "form_feedback_text"}
WEEK_6 = {"pain_back_nrs", "sick_days_4w", "gpe", "ergo_home", "ergo_work", *FORM}
HELD = {"week_6": WEEK_6}
# Minutes at most, with every wording pack that the instrument waits for.
LONGEST = {"week_6": "1.0"}


@pytest.mark.parametrize("slug", HELD)
def test_a_follow_up_asks_the_variables_of_its_blocks_and_no_others(slug: str) -> None:
    assert set(BOOK[slug]) == HELD[slug]


@pytest.mark.parametrize("slug", HELD)
def test_no_follow_up_takes_longer_than_announced(slug: str) -> None:
    assert minutes(CONTENT[slug], CONTENT[slug].packs) <= Decimal(LONGEST[slug])


@pytest.mark.parametrize("slug", HELD)
def test_a_question_asked_again_has_the_type_the_codes_and_the_range_of_the_start(slug: str) -> None:
    for start in BOOK.keys() & {"baseline_a", "baseline_b", "week_2"}:
        for name in BOOK[start].keys() & BOOK[slug].keys():
            first, later = BOOK[start][name], BOOK[slug][name]
            assert (later.type, later.codes, later.pack) == (first.type, first.codes, first.pack), name
            assert (later.min, later.max, later.max_length) == (first.min, first.max, first.max_length), name


@pytest.mark.parametrize("slug", HELD)
def test_a_page_of_a_follow_up_is_short(slug: str) -> None:
    assert all(len([item for item in page.items if not item.pack]) <= 3 for page in CONTENT[slug].pages)


def test_what_was_bad_or_good_is_asked_in_own_words_only_after_a_choice() -> None:
    """A line to write in comes up behind the tick it belongs to, so that nobody meets an empty field."""
    lines = [item for slug in HELD for item in CONTENT[slug].items if item.type == "text"]
    assert all(line.enable_when for line in lines if line.pack is None)
