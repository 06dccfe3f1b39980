"""No hidden count can be reckoned back from what is shown, tried on every table that could lie behind it."""

from collections.abc import Hashable, Iterable, Mapping
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohort.common.counts.disclosure import ENDLESS, Rule, Shown, Sum, bounds, disclose

LITTLE = Rule(smallest=4, base=3, spread=3)  # the same rule with fewer tables to try
MOST = 12


def whole(parts: Mapping[Hashable, int]) -> tuple[dict[Hashable, int], list[Sum]]:
    return {**parts, "all": sum(parts.values())}, [Sum("all", tuple(parts))]


def crossed(rows: list[list[int]]) -> tuple[dict[Hashable, int], list[Sum]]:
    """A table of two directions with the totals of both, and the whole."""
    counts: dict[Hashable, int] = {(r, c): n for r, row in enumerate(rows) for c, n in enumerate(row)}
    sums = []
    width, height = range(len(rows[0])), range(len(rows))
    for r in height:
        counts["row", r] = sum(rows[r])
        sums.append(Sum(("row", r), tuple((r, c) for c in width)))
    for c in width:
        counts["column", c] = sum(row[c] for row in rows)
        sums.append(Sum(("column", c), tuple((r, c) for r in height)))
    counts["all"] = sum(map(sum, rows))
    sums.append(Sum("all", tuple(("row", r) for r in height)))
    return counts, sums


def may_be(one: Shown, rule: Rule) -> Iterable[int]:
    if one.number is not None:
        low, high = rule.behind(one.number)
        return range(low, high + 1)
    return range(1, rule.smallest) if one.hidden == "few" else range(MOST + 1)


def behind(
    shown: Mapping[Hashable, Shown], sums: list[Sum], free: list[Hashable], rule: Rule
) -> dict[Hashable, set[int]]:
    """Every value that each number has in some table that is shown like this one."""
    found: dict[Hashable, set[int]] = {key: set() for key in shown}
    allowed = {key: set(may_be(one, rule)) for key, one in shown.items()}
    for values in product(*(sorted(allowed[key]) for key in free)):
        table = dict(zip(free, values, strict=True))
        for one in sums:
            table[one.total] = sum(table[part] for part in one.parts)
        # a total that is kept back may be any
        if all(table[key] in allowed[key] or shown[key].hidden == "kept" for key in table):
            for key, value in table.items():
                found[key].add(value)
    return found


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, MOST), min_size=1, max_size=4))
@pytest.mark.covers("S36")
def test_no_part_of_a_whole_can_be_reckoned_back(parts: list[int]) -> None:
    counts, sums = whole(dict(enumerate(parts)))
    shown = disclose(counts, sums, LITTLE)
    found = behind(shown, sums, list(range(len(parts))), LITTLE)
    for key, count in counts.items():
        if 0 < count < LITTLE.smallest:
            assert shown[key].number is None
            assert len(found[key]) >= 2
        elif shown[key].number is not None:
            assert shown[key].number == LITTLE.rounded(count)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.integers(0, 9), min_size=2, max_size=2), min_size=2, max_size=2))
def test_nor_can_a_cell_of_a_table_with_totals_of_both_directions(rows: list[list[int]]) -> None:
    counts, sums = crossed(rows)
    shown = disclose(counts, sums, LITTLE)
    found = behind(shown, sums, list(product(range(2), range(2))), LITTLE)
    for key, count in counts.items():
        if 0 < count < LITTLE.smallest:
            assert shown[key].number is None
            assert len(found[key]) >= 2, (key, shown)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.integers(0, 60), min_size=3, max_size=3), min_size=2, max_size=5))
def test_with_the_rule_as_it_is_every_small_number_might_be_three(rows: list[list[int]]) -> None:
    counts, sums = crossed(rows)
    shown = disclose(counts, sums)
    found = bounds(shown, sums)
    for key, count in counts.items():
        assert found[key][0] <= count <= found[key][1]
        assert shown[key].number is None or shown[key].number % 5 == 0
        if 0 < count < 8:
            assert shown[key].number is None
            assert found[key][1] - found[key][0] >= 2


def test_a_second_number_is_kept_back_where_one_alone_could_be_reckoned() -> None:
    counts, sums = whole({"a": 7, "b": 12, "c": 40})
    shown = disclose(counts, sums)
    assert shown["a"] == Shown(None, "few")
    assert shown["c"] == Shown(40)
    # 7 and 7 are 14, shown as 15: both would have to be 6 or 7
    shown = disclose(*whole({"a": 7, "b": 7}))
    assert (shown["a"], shown["b"], shown["all"]) == (Shown(None, "few"), Shown(None, "few"), Shown(None, "kept"))


def test_seven_times_one_does_not_say_that_each_is_one() -> None:
    counts, sums = whole(dict.fromkeys("abcdefg", 1))
    shown = disclose(counts, sums)
    assert all(one.number is None for one in shown.values())
    assert bounds(shown, sums)["a"][1] >= 3


def test_nothing_is_nothing_and_large_numbers_are_rounded() -> None:
    counts, sums = whole({"a": 0, "b": 100, "c": 8})
    assert disclose(counts, sums) == {"a": Shown(0), "b": Shown(100), "c": Shown(10), "all": Shown(110)}
    assert bounds({"x": Shown(None, "kept")}, [])["x"] == (0, ENDLESS)


def test_a_sum_that_does_not_come_out_is_refused() -> None:
    with pytest.raises(ValueError, match="not the sum"):
        disclose({"all": 3, "a": 1}, [Sum("all", ("a",))])
    with pytest.raises(ValueError, match="0 or more"):
        disclose({"a": -1}, [])


@pytest.mark.parametrize(
    "rows",
    [
        [[0, 4], [5, 1]],  # everything beside the small number is kept back, and it could be reckoned still
        [[9, 1], [1, 9]],
        [[0, 1], [0, 9]],
    ],
)
def test_it_comes_to_an_end_where_it_has_to_look_further_out(rows: list[list[int]]) -> None:
    counts, sums = crossed(rows)
    shown = disclose(counts, sums, LITTLE)
    found = behind(shown, sums, list(product(range(2), range(2))), LITTLE)
    assert all(len(found[key]) >= 2 for key, count in counts.items() if 0 < count < LITTLE.smallest)
