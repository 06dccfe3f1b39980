"""What is typed in a hurry, read as it was meant: birth dates and mobile numbers. Pure: no Django."""

import re
from datetime import date

ADULT = 18
OLDEST = 120

_DAY_FIRST = re.compile(r"(\d{1,2})[-./ ]+(\d{1,2})[-./ ]+(\d{4})|(\d{2})(\d{2})(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_DANISH = re.compile(r"[2-9]\d{7}")
_ABROAD = re.compile(r"\+[1-9]\d{6,14}")


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
    """The number as "+4512345678"; None where it is neither eight Danish digits nor +country and number.

    Danish numbers begin with 2 to 9; the length abroad is E.164's, 7 to 15 digits.
    """
    number = re.sub(r"[\s().-]", "", text)
    if number.startswith("00"):
        number = "+" + number[2:]
    if _DANISH.fullmatch(number):
        return "+45" + number
    if number.startswith("+45"):
        return number if _DANISH.fullmatch(number[3:]) else None
    return number if _ABROAD.fullmatch(number) else None


def called(name: str) -> str:
    """First and last word of a name in lower case, in the order of the alphabet: names are turned round when typed.

    Empty for fewer than two words, which are too little to know anybody by.
    """
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return " ".join(sorted((words[0], words[-1]))) if len(words) > 1 else ""
