"""The curve of a diary: gaps are gaps, and every dot stands where its day and value are."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from questionnaires.drawing import diary
from questionnaires.drawing.diary import Day, Drawing

FIRST = date(2026, 5, 1)
LAST = FIRST + timedelta(days=27)


def draw(*days: Day, step: int = 1) -> Drawing:
    return diary.draw(
        days, first=FIRST, last=LAST, step=step, span=(0, 100), lanes=["Moved", "Medicine"], label=date.isoformat
    )


def on(number: int, value: float | None, *marks: int) -> Day:
    return Day(FIRST + timedelta(days=number), value, frozenset(marks), "said")


def test_a_missed_day_breaks_the_line_and_leaves_nothing() -> None:
    drawn = draw(on(0, 10), on(1, 20), on(3, 30), on(4, 40))
    assert len(drawn.dots) == 4
    assert [line.count(",") for line in drawn.lines] == [2, 2]


def test_a_day_without_a_number_breaks_the_line_and_keeps_its_marks() -> None:
    drawn = draw(on(0, 10), on(1, None, 1), on(2, 30))
    assert (len(drawn.dots), drawn.lines) == (2, ())
    assert [len(lane.marks) for lane in drawn.lanes] == [0, 1]


def test_weeks_follow_each_other_by_seven_days() -> None:
    assert len(draw(on(0, 10), on(7, 20), on(21, 30), step=7).lines) == 1


def test_the_ends_of_the_scale_and_of_time() -> None:
    drawn = draw(on(0, 0), on(27, 100))
    assert [dot.y for dot in drawn.dots] == [drawn.bottom, drawn.top]
    assert drawn.dots[0].x == drawn.left + 6
    assert drawn.dots[1].x == drawn.right - 6
    assert [tick.label for tick in drawn.ticks] == ["2026-05-01", "2026-05-28"]


def test_nothing_written_draws_nothing_and_a_single_day_is_a_dot() -> None:
    assert draw().dots == ()
    alone = diary.draw([on(0, 50)], first=FIRST, last=FIRST, step=1, span=(0, 10), lanes=[], label=date.isoformat)
    assert (len(alone.dots), alone.lanes, alone.high) == (1, (), "10")


@given(st.dictionaries(st.integers(-3, 30), st.one_of(st.none(), st.integers(0, 100))))
def test_one_dot_for_each_written_day_within_the_frame(written: dict[int, int | None]) -> None:
    drawn = draw(*(on(number, value, 0) for number, value in written.items()))
    shown = [value for number, value in written.items() if 0 <= number <= 27]
    assert len(drawn.dots) == sum(value is not None for value in shown)
    assert len(drawn.lanes[0].marks) == len(shown)
    for dot in drawn.dots:
        assert drawn.left <= dot.x <= drawn.right
        assert drawn.top <= dot.y <= drawn.bottom
