"""Whether a group is under-represented: its share beside its share in the reference, from shown numbers alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from cohort.common.counts.disclosure import Shown

MOST_OF_FEW = 7


@dataclass(frozen=True)
class Spread:
    """Shares in per cent; None where it is not known. `is_under` where the group is seen too seldom."""

    own: int | None
    reference: float | None
    is_under: bool


def spread(
    groups: Mapping[str, Shown], reference: Mapping[str, float], whole: Shown, *, flag_below: float, least_people: int
) -> dict[str, Spread]:
    """Each group of known value; `groups` may lack what the reference has, and then nobody is there.

    The shares are of the whole without those whose value is not known (the empty one). A number that is hidden
    because it is small counts as 7 at most: where even that is too few, the group is flagged and no more is said of it.
    """
    known = {value: one for value, one in groups.items() if value}
    for value in reference:
        known.setdefault(value, Shown(0))
    people = (whole.number or 0) - (groups.get("", Shown(0)).number or 0)
    found = {}
    for value, one in known.items():
        most = MOST_OF_FEW if one.hidden == "few" else one.number
        wanted = reference.get(value)
        is_under = (
            people >= max(least_people, 1)
            and wanted is not None
            and most is not None
            and 100 * most / people < flag_below * wanted
        )
        own = round(100 * one.number / people) if people > 0 and one.number is not None else None
        found[value] = Spread(own, wanted, is_under)
    return found
