"""The drawing: inside its box, nothing on top of another, the same values as the table."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pathways.timeline import layout
from pathways.timeline.axis import axis
from pathways.timeline.course import LANES, Course, Happening, PainPoint, Words
from pathways.timeline.layout import LEFT, MOST_ROWS, RIGHT, WIDTH, draw
from pathways.timeline.table import rows

TODAY = date(2026, 5, 14)
WORDS = Words(
    pain="Pain",
    pain_low="none",
    pain_high="worst",
    today="today",
    lanes={lane: lane for lane in LANES},
    more=lambda count: f"{count} more",
    days_off=lambda days, of: f"{days}/{of}",
    day=lambda day: day.strftime("%d-%m-%Y"),
)

days = st.dates(min_value=date(2015, 1, 1), max_value=TODAY + timedelta(days=60))
happenings = st.builds(
    lambda lane, day, label, length, part: Happening(
        lane,
        day,
        label,
        None if length is None else day + timedelta(days=length),
        day + timedelta(days=int(length * part)) if length else None,
    ),
    st.sampled_from(LANES),
    days,
    st.text(min_size=1, max_size=60),
    st.none() | st.integers(0, 900),
    st.floats(0, 1),
)
courses = st.builds(
    lambda pain, things: Course(TODAY, tuple(pain), tuple(things)),
    st.lists(st.builds(PainPoint, days, st.integers(0, 10)), max_size=30),
    st.lists(happenings, max_size=40),
)


@pytest.mark.covers("R36")
@given(courses)
def test_everything_stands_within_its_box(course: Course) -> None:
    drawing = draw(course, WORDS)
    assert 0 < drawing.bottom < drawing.height
    if drawing.curve:
        for point in drawing.curve.points:
            assert LEFT <= point.x <= RIGHT
            assert drawing.curve.top <= point.y <= drawing.curve.bottom
    for box in drawing.lanes:
        assert box.top + box.height <= drawing.bottom
        for mark in box.marks:
            assert mark.width >= 0
            assert 0 <= mark.left <= mark.right <= WIDTH
            assert LEFT <= mark.x <= RIGHT
            assert box.top < mark.y < box.top + box.height


@given(courses)
def test_no_label_stands_on_another(course: Course) -> None:
    for box in draw(course, WORDS).lanes:
        for one in box.marks:
            for other in box.marks:
                if one is not other and one.y == other.y:
                    assert one.right < other.left or other.right < one.left


@given(courses)
def test_lanes_do_not_overlap_and_nothing_is_lost(course: Course) -> None:
    drawing = draw(course, WORDS)
    for above, below in zip(drawing.lanes, drawing.lanes[1:], strict=False):
        assert above.top + above.height <= below.top
    shown = sum(len(box.marks) for box in drawing.lanes)
    hidden = sum(int(box.more.split()[0]) for box in drawing.lanes if box.more)
    begun = course.until_today()
    assert shown + hidden == len(begun.happenings)
    assert len(rows(course, WORDS)) == len(begun.happenings) + len(begun.pain)
    assert len({mark.y for box in drawing.lanes for mark in box.marks}) <= MOST_ROWS * len(LANES)


@given(courses)
def test_time_goes_from_left_to_right_and_ends_today(course: Course) -> None:
    drawing = draw(course, WORDS)
    for box in drawing.lanes:
        for mark in box.marks:
            assert mark.x + mark.width <= RIGHT
    if drawing.curve:
        places = [point.x for point in drawing.curve.points]
        assert places == sorted(places)
    assert all(LEFT <= tick.x < RIGHT for tick in drawing.ticks)
    places = [tick.x for tick in drawing.ticks]
    assert places == sorted(set(places), reverse=True)


def test_marks_differ_by_shape() -> None:
    course = Course(TODAY, (), tuple(Happening(lane, TODAY - timedelta(days=20), "x") for lane in LANES))
    shapes = [box.marks[0].shape for box in draw(course, WORDS).lanes]
    assert shapes == ["circle", "diamond", "square", "triangle", "square", "flag"]
    lasting = Course(TODAY, (), (Happening("sick_leave", TODAY - timedelta(days=20), "x", TODAY),))
    assert draw(lasting, WORDS).lanes[0].marks[0].shape == "hatch"


def test_a_single_visit_is_not_stretched_and_today_is_the_right_edge() -> None:
    course = Course(TODAY, (PainPoint(TODAY, 6),), (Happening("contact", TODAY, "Visit"),))
    drawing = draw(course, WORDS)
    assert drawing.curve
    assert drawing.curve.points[0].x == RIGHT
    mark = drawing.lanes[0].marks[0]
    assert (mark.x, mark.anchor) == (RIGHT, "end")
    assert axis(TODAY, TODAY, LEFT, RIGHT).days == 28


def test_what_is_still_to_come_is_not_drawn() -> None:
    tomorrow = TODAY + timedelta(days=1)
    course = Course(TODAY, (PainPoint(tomorrow, 3),), (Happening("contact", tomorrow, "Visit"),))
    drawing = draw(course, WORDS)
    assert drawing.curve is None
    assert drawing.lanes == ()


def test_numbers_at_the_curve_can_be_left_out() -> None:
    course = Course(TODAY, tuple(PainPoint(TODAY - timedelta(days=n), 5) for n in (0, 40)))
    with_values, without = draw(course, WORDS).curve, draw(course, WORDS, values=False).curve
    assert with_values
    assert without
    assert [point.written for point in with_values.points] == [True, True]
    assert [point.written for point in without.points] == [False, False]


def test_a_long_label_is_cut_in_the_drawing_and_whole_in_the_table() -> None:
    label = "A very long label of an option that nobody could fit"
    course = Course(TODAY, (), (Happening("test", TODAY, label),))
    mark = draw(course, WORDS).lanes[0].marks[0]
    assert len(mark.label) <= layout.LONGEST_LABEL
    assert label in mark.sentence
    assert rows(course, WORDS)[0].detail == label


def test_the_table_is_in_the_order_of_days() -> None:
    course = Course(
        TODAY,
        (PainPoint(date(2026, 3, 1), 7), PainPoint(date(2026, 1, 1), 8)),
        (Happening("contact", date(2026, 2, 1), "Visit"),),
    )
    assert [(row.day, row.what, row.detail) for row in rows(course, WORDS)] == [
        ("01-01-2026", "Pain", "8/10"),
        ("01-02-2026", "contact", "Visit"),
        ("01-03-2026", "Pain", "7/10"),
    ]
