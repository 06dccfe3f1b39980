"""Tokens and codes: enough of them to be secret, and codes that can be read aloud."""

from hypothesis import given
from hypothesis import strategies as st

from cohort.common.tokens import CODE_ALPHABET, digest, new_code, new_token, tidy_code


def test_tokens_differ_and_fit_a_path() -> None:
    tokens = {new_token() for _ in range(500)}
    assert len(tokens) == 500
    assert all(token.replace("-", "").replace("_", "").isalnum() and len(token) == 43 for token in tokens)


def test_codes_leave_out_what_looks_alike() -> None:
    assert not set("01OILU") & set(CODE_ALPHABET)
    assert all(set(new_code()) <= set(CODE_ALPHABET) and len(new_code()) == 8 for _ in range(100))


@given(parts=st.lists(st.sampled_from(["2B", "xy", " ", "-", "9"]), max_size=8))
def test_tidying_keeps_letters_and_digits_in_order(parts: list[str]) -> None:
    typed = "".join(parts)
    assert tidy_code(typed) == "".join(character for character in typed.upper() if character.isalnum())


def test_the_digest_is_sha_256() -> None:
    assert digest("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
