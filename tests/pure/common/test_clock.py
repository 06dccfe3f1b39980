"""The clock: days are days in Denmark, and another source serves for the length of a block."""

from datetime import UTC, date, datetime

from cohort.common import clock


def test_a_day_begins_at_midnight_in_denmark() -> None:
    with clock.use(lambda: datetime(2026, 7, 1, 22, 30, tzinfo=UTC)):
        assert clock.today() == date(2026, 7, 2)
    with clock.use(lambda: datetime(2026, 12, 31, 22, 59, tzinfo=UTC)):
        assert clock.today() == date(2026, 12, 31)


def test_the_former_source_comes_back_also_after_a_fault() -> None:
    before = clock.now()
    try:
        with clock.use(lambda: datetime(2000, 1, 1, tzinfo=UTC)):
            assert clock.now().year == 2000
            raise RuntimeError
    except RuntimeError:
        pass
    assert clock.now() >= before
