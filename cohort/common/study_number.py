"""Study numbers: R, seven random digits, a dash and a check digit, such as R4821937-5."""

import re
import secrets

PATTERN = r"R\d{7}-\d"

# Damm's quasigroup of order 10: finds every single wrong digit and every swap of neighbours.
_DAMM = (
    "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
    "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
)  # fmt: skip


def check_digit(digits: str) -> str:
    interim = 0
    for digit in digits:
        interim = int(_DAMM[interim][int(digit)])
    return str(interim)


def new_study_number() -> str:
    """A random study number; uniqueness is the database's business."""
    digits = f"{secrets.randbelow(10_000_000):07d}"
    return f"R{digits}-{check_digit(digits)}"


def is_study_number(text: str) -> bool:
    return bool(re.fullmatch(PATTERN, text)) and check_digit(text[1:8]) == text[9]
