"""The body as a drawing: zones to choose, zones that were chosen, and how many chose each.

Plain values in, SVG out, without a colour of its own: it takes the colour of the text around it, and a style sheet
may say more by the classes `part`, `zone` and `check`. Words come from the caller, in whichever language.
"""

from collections.abc import Collection, Mapping
from html import escape

from questionnaires.drawing.geometry import HEIGHT, Outline
from questionnaires.drawing.parts import PARTS, View, parts_of

LEFT, WIDTH = 12, 176  # what stands beside the hands is left off
STEPS = 4  # of shading: more are not told apart
STRONGEST = 0.8
LEGEND = 34


class Drawing(str):
    """SVG that may stand in a page as it is: every word in it is escaped."""

    __slots__ = ()

    def __html__(self) -> str:
        return str(self)


def view(side: View, zones: Collection[str], chosen: Collection[str] = ()) -> Drawing:
    """One side of the body with these zones, some of them chosen: filled, and with a check mark besides.

    Each zone carries its code as `data-zone`, and `data-on` where it is chosen. Unknown codes are left out.
    The drawing is silent for a screen reader: what it shows stands in words beside it.
    """
    by_part = {part: zone for zone in zones for part in parts_of(zone)}
    drawn = [
        _zone(outline, by_part[part], by_part[part] in chosen) if part in by_part else _part(outline)
        for part, outline in PARTS[side].items()
    ]
    return Drawing(f'<svg class="body" viewBox="{LEFT} 0 {WIDTH} {HEIGHT}" aria-hidden="true">{"".join(drawn)}</svg>')


def counted(side: View, counts: Mapping[str, int], title: str, of_most: str) -> Drawing:
    """How many chose each zone: shaded in four steps of the largest number, with the number itself on each zone.

    `title` names the drawing for those who do not see it; `of_most` is the word under the legend, such as "people".
    Who may see small numbers is for the caller to say: what is left out of `counts` is drawn empty.
    """
    most = max(counts.values(), default=0)
    by_part = {part: zone for zone in counts for part in parts_of(zone)}
    drawn = [
        _shaded(outline, by_part[part], counts[by_part[part]], most) if part in by_part else _part(outline)
        for part, outline in PARTS[side].items()
    ]
    return Drawing(
        f'<svg class="body" viewBox="{LEFT} 0 {WIDTH} {HEIGHT + LEGEND}" role="img" aria-label="{escape(title)}">'
        f"<title>{escape(title)}</title>{''.join(drawn)}{_legend(most, of_most)}</svg>"
    )


def shade(count: int, most: int) -> float:
    """How dark, from 0 for nobody to the strongest for the most; in steps, rounded up."""
    if count <= 0 or most <= 0:
        return 0
    return round(STRONGEST * -(-count * STEPS // most) / STEPS, 2)


def _part(outline: Outline) -> str:
    return f'<path class="part" d="{outline.path}" fill="none" stroke="currentColor"/>'


def _zone(outline: Outline, zone: str, chosen: bool) -> str:
    x, y = outline.at
    state = ' data-on=""' if chosen else ""
    fill, seen = ("0.25", "visible") if chosen else ("0", "hidden")
    return (
        f'<g class="zone" data-zone="{escape(zone)}"{state}>'
        f'<path d="{outline.path}" fill="currentColor" fill-opacity="{fill}" stroke="currentColor"/>'
        f'<path class="check" d="M{x - 7:g} {y:g}l5 5 9-10" fill="none" stroke="currentColor" stroke-width="3" '
        f'visibility="{seen}"/></g>'
    )


def _shaded(outline: Outline, zone: str, count: int, most: int) -> str:
    x, y = outline.at
    number = f'<text x="{x:g}" y="{y + 4:g}" font-size="12" text-anchor="middle" fill="currentColor">{count}</text>'
    return (
        f'<g class="zone" data-zone="{escape(zone)}">'
        f'<path d="{outline.path}" fill="currentColor" fill-opacity="{shade(count, most) * 0.6:g}" '
        f'stroke="currentColor"/>{number}</g>'
    )


def _legend(most: int, of_most: str) -> str:
    """Four boxes from light to dark, each with the largest number it stands for; none where nobody chose."""
    if most <= 0:
        return ""
    tops = dict.fromkeys(max(1, most * step // STEPS) for step in range(1, STEPS + 1))
    boxes = [
        f'<rect x="{LEFT + 2 + 34 * at}" y="{HEIGHT + 4}" width="14" height="14" stroke="currentColor" '
        f'fill="currentColor" fill-opacity="{shade(top, most) * 0.6:g}"/>'
        f'<text x="{LEFT + 19 + 34 * at}" y="{HEIGHT + 15}" font-size="11" fill="currentColor">{top}</text>'
        for at, top in enumerate(tops)
    ]
    word = f'<text x="{LEFT + 2}" y="{HEIGHT + 31}" font-size="11" fill="currentColor">{escape(of_most)}</text>'
    return "".join(boxes) + word
