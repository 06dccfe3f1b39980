"""Study numbers: what they look like, and which slips of the pen they betray."""

from hypothesis import given
from hypothesis import strategies as st

from cohort.common.study_number import check_digit, is_study_number, new_study_number

DIGITS = st.text(alphabet="0123456789", min_size=7, max_size=7)


def written(digits: str) -> str:
    return f"R{digits}-{check_digit(digits)}"


def test_check_digit_of_the_published_example() -> None:
    assert check_digit("572") == "4"  # H. M. Damm, 2004


def test_new_numbers_are_study_numbers_and_differ() -> None:
    numbers = {new_study_number() for _ in range(200)}
    assert len(numbers) > 190
    assert all(map(is_study_number, numbers))


@given(digits=DIGITS, place=st.integers(0, 6), other=st.sampled_from("0123456789"))
def test_a_wrong_digit_is_found(digits: str, place: int, other: str) -> None:
    slip = written(digits[:place] + other + digits[place + 1 :])[:-1] + check_digit(digits)
    assert is_study_number(slip) == (other == digits[place])


@given(digits=DIGITS, place=st.integers(0, 5))
def test_swapped_neighbours_are_found(digits: str, place: int) -> None:
    swapped = digits[:place] + digits[place + 1] + digits[place] + digits[place + 2 :]
    assert is_study_number(f"R{swapped}-{check_digit(digits)}") == (digits[place] == digits[place + 1])


@given(text=st.text(max_size=15))
def test_any_text_is_judged_without_falling_over(text: str) -> None:
    if is_study_number(text):
        assert text == written(text[1:8])
