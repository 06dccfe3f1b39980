"""The body as SVG: zones to choose, chosen ones, and counts as shading."""

import re
from xml.etree import ElementTree

import pytest

from questionnaires.drawing import body
from questionnaires.drawing.parts import PARTS, VIEWS

ZONES = ["neck", "low_back", "leg_below_knee", "other"]


def zones(drawing: str) -> dict[str, list[ElementTree.Element]]:
    found: dict[str, list[ElementTree.Element]] = {}
    for group in ElementTree.fromstring(drawing).iter("g"):  # noqa: S314 - our own drawing
        found.setdefault(group.attrib["data-zone"], []).append(group)
    return found


@pytest.mark.parametrize("side", VIEWS)
def test_all_parts_are_drawn_and_zones_can_be_chosen(side: body.View) -> None:
    drawing = body.view(side, ZONES, ["low_back"])
    assert len(re.findall(r'class="(?:part|zone)"', drawing)) == len(PARTS[side])
    assert set(zones(drawing)) == ({"leg_below_knee"} if side == "front" else {"neck", "low_back", "leg_below_knee"})


def test_what_is_chosen_is_filled_and_checked_as_well() -> None:
    drawn = zones(body.view("back", ZONES, ["low_back", "other", "unheard"]))
    low_back, neck = drawn["low_back"][0], drawn["neck"][0]
    assert "data-on" in low_back.attrib
    assert [path.get("visibility") for path in low_back] == [None, "visible"]
    assert "data-on" not in neck.attrib
    assert [path.get("visibility") for path in neck] == [None, "hidden"]
    assert low_back[0].get("fill-opacity") != neck[0].get("fill-opacity")


def test_a_wider_zone_is_chosen_in_all_its_parts() -> None:
    drawn = zones(body.view("front", ["leg_below_knee"], ["leg_below_knee"]))
    assert len(drawn["leg_below_knee"]) == 6
    assert all("data-on" in group.attrib for group in drawn["leg_below_knee"])


def test_counts_are_numbers_and_shades() -> None:
    drawing = body.counted("back", {"low_back": 40, "neck": 3, "b_thigh_l": 0}, 'Where "it" <hurts>', "people & more")
    drawn = zones(drawing)
    assert [drawn[zone][0][1].text for zone in ("low_back", "neck", "b_thigh_l")] == ["40", "3", "0"]
    shades = [float(drawn[zone][0][0].attrib["fill-opacity"]) for zone in ("low_back", "neck", "b_thigh_l")]
    assert shades == sorted(shades, reverse=True)
    assert shades[-1] == 0
    root = ElementTree.fromstring(drawing)  # noqa: S314 - our own drawing
    assert root.attrib["aria-label"] == 'Where "it" <hurts>'
    assert [text.text for text in root.iter("text")][-5:] == ["10", "20", "30", "40", "people & more"]


def test_nobody_chose_anything() -> None:
    drawing = body.counted("front", {}, "Nothing", "people")
    assert "<rect" not in drawing
    assert zones(drawing) == {}


@pytest.mark.parametrize(
    ("count", "most", "dark"), [(0, 9, 0), (1, 100, 0.2), (25, 100, 0.2), (26, 100, 0.4), (100, 100, 0.8), (1, 0, 0)]
)
def test_shades_go_in_four_steps(count: int, most: int, dark: float) -> None:
    assert body.shade(count, most) == dark


def test_it_stands_in_a_page_as_it_is_and_a_code_cannot_break_out() -> None:
    drawing = body.view("back", ["neck"])
    assert drawing.__html__() == drawing
    assert "style=" not in drawing
    assert "<script" not in body.counted("back", {"neck": 1}, "<script>", "<script>")
