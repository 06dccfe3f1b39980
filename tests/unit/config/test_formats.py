"""How days and hours are written in each language."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.utils.formats import date_format
from django.utils.translation import override

MOMENT = datetime(2026, 12, 20, 17, 5, tzinfo=ZoneInfo("Europe/Copenhagen"))


@pytest.mark.parametrize("language, day", [("da", "20. december 2026"), ("en", "20 December 2026")])
def test_the_day_comes_before_the_month(language: str, day: str) -> None:
    with override(language):
        assert date_format(MOMENT, "DATE_FORMAT") == day
        assert date_format(MOMENT, "TIME_FORMAT") == "17:05"
