"""Counts as they may be shown: small ones hidden, others rounded, and nothing hidden can be reckoned back.

A count of 1 to 7 is hidden, every other one rounded to the nearest 5 on its own, totals too. Where a total and its
other parts would still narrow a hidden number down, the smallest of them is kept back as well, until every small
number could be at least three different ones. What somebody can reckon from everything shown at once is found by
narrowing the bounds of each number by every sum it stands in, over and over, until nothing changes.

That a part is never more than its whole adds nothing: a shown whole is 8 or more, and a shown part is 0 or 8 or more.
Source: OpenSAFELY's rule for released counts (7 and below, then the nearest 5), and secondary suppression.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

Key = TypeVar("Key", bound=Hashable)
Hidden = Literal["", "few", "kept"]
ENDLESS = 1 << 40


@dataclass(frozen=True)
class Rule:
    """The least count that is shown, what it is rounded to, and how many values a hidden one may have at least."""

    smallest: int = 8
    base: int = 5
    spread: int = 3

    def rounded(self, count: int) -> int:
        return (count + self.base // 2) // self.base * self.base

    def behind(self, shown: int) -> tuple[int, int]:
        """The least and the greatest count that are shown like this."""
        if shown == 0:
            return 0, 0
        low = shown - self.base // 2
        return max(low, self.smallest), low + self.base - 1


RULE = Rule()


@dataclass(frozen=True)
class Shown:
    """A number to show, or why there is none: `few` is 1 to 7, `kept` might be any and protects another."""

    number: int | None
    hidden: Hidden = ""


@dataclass(frozen=True)
class Sum:
    """A total and the parts that make it up, without rest."""

    total: Hashable
    parts: tuple[Hashable, ...]

    @property
    def keys(self) -> tuple[Hashable, ...]:
        return (self.total, *self.parts)


def disclose(counts: Mapping[Key, int], sums: Iterable[Sum], rule: Rule = RULE) -> dict[Key, Shown]:
    """Every count as it may be shown beside all the others; a key of a sum that has no count is 0.

    Raises ValueError for a count below 0, and for a sum that does not come out.
    """
    known: dict[Hashable, int] = {key: count for key, count in counts.items()}  # noqa: C416 - other types of keys too
    equations = list(sums)
    for one in equations:
        for key in one.keys:
            known.setdefault(key, 0)
        if known[one.total] != sum(known[part] for part in one.parts):
            raise ValueError(f"{one.total} is not the sum of its parts")
    if any(count < 0 for count in known.values()):
        raise ValueError("a count is 0 or more")
    shown = {
        key: Shown(None, "few") if 0 < count < rule.smallest else Shown(rule.rounded(count))
        for key, count in known.items()
    }
    small = [key for key, count in known.items() if 0 < count < rule.smallest]
    beside = _by_key(equations)
    while narrow := _narrow(small, bounds(shown, equations, rule), rule):
        touched: set[Hashable] = set()  # one number kept back may be enough for all beside it
        for key in narrow:
            near = beside.get(key, [])
            if touched.isdisjoint(other for one in near for other in one.keys):
                more = _next(key, beside, known, shown)
                if more is not None:
                    shown[more] = Shown(None, "kept")
                    touched.add(more)
        if not touched:
            raise RuntimeError("a small number can be reckoned, and there is nothing left to keep back for its sake")
        if not touched:
            raise RuntimeError("a small number can be reckoned, and there is nothing left to keep back for its sake")
    return {key: shown[key] for key in counts}


def bounds(
    shown: Mapping[Any, Shown],
    sums: Sequence[Sum],
    rule: Rule = RULE,
) -> dict[Hashable, tuple[int, int]]:
    """The least and the greatest that each number can be, for somebody who sees everything shown and knows the sums."""
    low: dict[Hashable, int] = {}
    high: dict[Hashable, int] = {}
    for key, printed in shown.items():
        if printed.number is not None:
            low[key], high[key] = rule.behind(printed.number)
        else:
            low[key], high[key] = (1, rule.smallest - 1) if printed.hidden == "few" else (0, ENDLESS)
    changed = True
    while changed:
        changed = False
        for one in sums:
            endless = [part for part in one.parts if high[part] >= ENDLESS]
            least = sum(low[part] for part in one.parts)
            most = ENDLESS if endless else sum(high[part] for part in one.parts)
            bottom, top = max(low[one.total], least), min(high[one.total], most)
            if (bottom, top) != (low[one.total], high[one.total]):
                low[one.total], high[one.total], changed = bottom, top, True
            for part in one.parts:
                # What has no end takes nothing away from another: it would go down from there, one by one, for ever.
                up = high[part] if top >= ENDLESS else min(high[part], top - (least - low[part]))
                others_end = not endless or endless == [part]
                down = low[part]
                if others_end:
                    beside = sum(high[other] for other in one.parts if other != part)
                    down = max(down, bottom - beside)
                if (down, up) != (low[part], high[part]):
                    least += down - low[part]
                    low[part], high[part], changed = down, up, True
                    endless = [other for other in one.parts if high[other] >= ENDLESS]
    return {key: (low[key], high[key]) for key in shown}


def _narrow(small: Iterable[Hashable], found: Mapping[Hashable, tuple[int, int]], rule: Rule) -> list[Hashable]:
    return [key for key in small if found[key][1] - found[key][0] + 1 < rule.spread]


def _by_key(sums: Iterable[Sum]) -> dict[Hashable, list[Sum]]:
    found: dict[Hashable, list[Sum]] = {}
    for one in sums:
        for key in one.keys:
            found.setdefault(key, []).append(one)
    return found


def _next(
    key: Hashable, beside: Mapping[Hashable, list[Sum]], counts: Mapping[Hashable, int], shown: Mapping[Hashable, Shown]
) -> Hashable | None:
    """What is kept back next for this number's sake: the smallest number shown beside it, then what says `few`.

    Where all of those are kept back already, one is looked for beside them, and so on. None where all is kept back.
    """
    seen, ring = {key}, {key}
    while ring:
        near = {other for one in ring for equation in beside.get(one, []) for other in equation.keys} - seen
        printed = [one for one in near if shown[one].number]
        if printed:
            return min(printed, key=lambda one: (counts[one], str(one)))
        if shown[key].hidden == "few":
            return key
        few = [one for one in near if shown[one].hidden == "few"] or [one for one in near if shown[one].number == 0]
        if few:
            return min(few, key=str)
        seen, ring = seen | near, near
    return None
