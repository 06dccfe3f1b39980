"""What is typed in a hurry, read as it was meant: birth dates and mobile numbers. Pure: no Django."""

import re
from datetime import date

from phonenumbers import (
    NumberParseException,
    PhoneNumberFormat,
    PhoneNumberType,
    format_number,
    is_valid_number,
    number_type,
    parse,
)

ADULT = 18
OLDEST = 120

_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4})|(\d{2})(\d{2})(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
HOME = "DK"
_NUMBER = re.compile(r"[+\d\s().\-/]{1,30}", re.ASCII)
# Where the two share their numbers, as in Denmark, nobody can tell a mobile from a telephone.
_MOBILE = (PhoneNumberType.MOBILE, PhoneNumberType.FIXED_LINE_OR_MOBILE)


def read_day(text: str) -> date | None:
    """The date in "14-05-1958", "14.5.1958", "14051958" or "1958-05-14"; None for anything else.

    Two-digit years are not guessed, and ten digits are a personal number, which is never asked for.
    """
    written = text.strip()
    if found := _YEAR_FIRST.fullmatch(written):
        year, month, day = (int(part) for part in found.groups())
    elif found := _DAY_FIRST.fullmatch(written):
        day, month, year = (int(part) for part in found.groups() if part is not None)
    else:
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def age_on(born: date, day: date) -> int:
    """Full years lived on that day; negative for somebody not yet born. Who is born 29 February ages on 1 March."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def read_mobile(text: str) -> str | None:
    """The number as "+4512345678" (E.164); None where no such mobile can exist, by the numbering plans of the world.

    Without a country's number in front it is Danish. Source of the plans: the library phonenumbers.
    """
    if not _NUMBER.fullmatch(text):
        return None
    try:
        number = parse(text, HOME)
    except NumberParseException:
        return None
    if not is_valid_number(number) or number_type(number) not in _MOBILE:
        return None
    return format_number(number, PhoneNumberFormat.E164)


def called(name: str) -> str:
    """First and last word of a name in lower case, in the order of the alphabet: names are turned round when typed.

    Empty for fewer than two words, which are too little to know anybody by.
    """
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return " ".join(sorted((words[0], words[-1]))) if len(words) > 1 else ""


FEWEST_DIGITS = 6  # of a telephone number, beside which there may be a word on whom to ask for


def is_phone(text: str) -> bool:
    """Whether somebody could be called by this: a number, perhaps with words beside it."""
    return sum(character.isdigit() for character in text) >= FEWEST_DIGITS
