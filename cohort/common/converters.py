"""What the parts of an address look like; anything else is no address at all. A urls.py that uses them imports this."""

from django.urls import register_converter

from cohort.common import study_number


class StudyNumberConverter:
    """A study number, such as R4821937-5."""

    regex = study_number.PATTERN

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


class TokenConverter:
    """What a personal link carries: 43 URL-safe characters."""

    regex = r"[A-Za-z0-9_-]{43}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(StudyNumberConverter, "study_number")
register_converter(TokenConverter, "token")
