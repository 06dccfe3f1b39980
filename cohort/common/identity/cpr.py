"""The Danish personal number (CPR): DDMMYY-SSSS. Pure: no Django.

The seventh digit with the year tells the century. The last digit once made a sum divisible by eleven; since
1 October 2007 numbers are given out without that, and they are as good as any: `has_check_digit` may warn, and
nothing may refuse. Replacement numbers of hospitals (letters in them, or no such day) are not personal numbers.
"""

import re
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

_TYPED = re.compile(r"([0-9]{6})[-\s]?([0-9]{4})")
_WEIGHTS = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)


class CprFault(ValueError):
    """What was typed is no personal number. `code`: "shape" (not six digits and four), or "date" (no such day)."""

    def __init__(self, code: Literal["shape", "date"]) -> None:
        super().__init__(code)  # never what was typed: messages of errors reach logs
        self.code = code


@dataclass(frozen=True)
class Cpr:
    """A personal number that may exist: ten digits and the birth date in them. Shows neither when printed."""

    digits: str = field(repr=False)
    birth_date: date = field(repr=False)

    @property
    def has_check_digit(self) -> bool:
        """Whether the old sum holds. A number where it does not is valid, but worth a second look at the card."""
        return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, self.digits, strict=True)) % 11 == 0


def birth_year(seventh: int, year: int) -> int:
    """The full year for the seventh digit and the two digits of the year."""
    if seventh <= 3:
        return 1900 + year
    if seventh in (4, 9):
        return (2000 if year <= 36 else 1900) + year
    return (2000 if year <= 57 else 1800) + year


def read(text: str) -> Cpr:
    """The number in "DDMMYY-SSSS", also with a space or nothing for the dash and with spaces around.

    Raises CprFault. A future birth date is not judged here: that needs a today.
    """
    found = _TYPED.fullmatch(text.strip())
    if found is None:
        raise CprFault("shape")
    digits = found[1] + found[2]
    day, month, year = (int(digits[at : at + 2]) for at in (0, 2, 4))
    try:
        born = date(birth_year(int(digits[6]), year), month, day)
    except ValueError:
        raise CprFault("date") from None
    return Cpr(digits, born)
