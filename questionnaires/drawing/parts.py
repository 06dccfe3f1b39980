"""The parts of a body seen from the front and from the back, each with the code of its zone.

A part on a side is named for the person's own side: seen from the front, the person's left is on the right.
A questionnaire may ask about single parts (`b_thigh_l`) or about wider zones that several parts make up.
"""

from collections.abc import Mapping
from typing import Literal

from questionnaires.drawing.geometry import Outline, across

View = Literal["front", "back"]
VIEWS: tuple[View, View] = ("front", "back")

_HEAD = across((100, 6), [((113, 6), (121, 17), (121, 31)), ((121, 46), (112, 60), (100, 60))], (100, 33))
_NECK = across(
    (100, 60),
    [
        ((106, 60), (110, 57), (113, 52)),
        ((112, 70), (116, 76), (132, 82)),
        ((122, 90), (110, 92), (100, 92)),
    ],
    (100, 77),
)
_UPPER = across(
    (100, 92),
    [
        ((110, 92), (122, 90), (132, 82)),
        ((136, 83), (138, 86), (138, 90)),
        ((138, 126),),
        ((136, 138), (132, 146), (130, 152)),
        ((100, 152),),
    ],
    (100, 122),
)
_LOWER = across((100, 152), [((130, 152),), ((127, 168), (128, 188), (135, 208)), ((100, 208),)], (100, 180))
_GROIN = across(
    (100, 208), [((135, 208),), ((139, 220), (141, 232), (141, 246)), ((128, 248), (110, 256), (100, 264))], (100, 230)
)
_BUTTOCK = Outline(
    (100, 208),
    (((135, 208),), ((140, 222), (142, 236), (141, 250)), ((130, 264), (110, 264), (100, 254))),
    (121, 233),
)
_SHOULDER = Outline(
    (132, 82),
    (((150, 84), (161, 96), (163, 122)), ((138, 126),), ((138, 90),), ((138, 86), (136, 83), (132, 82))),
    (149, 106),
)
_ARM = Outline(
    (163, 122), (((168, 150), (173, 184), (177, 214)), ((161, 218),), ((153, 190), (145, 160), (138, 126))), (160, 166)
)
_HAND = Outline(
    (177, 214),
    (((184, 226), (184, 244), (178, 253)), ((171, 259), (164, 254), (163, 246)), ((161, 236), (160, 226), (161, 218))),
    (171, 234),
)
_THIGH_FRONT = Outline(
    (141, 246),
    (
        ((142, 272), (138, 298), (134, 322)),
        ((107, 322),),
        ((104, 302), (101, 282), (100, 264)),
        ((110, 256), (128, 248), (141, 246)),
    ),
    (120, 288),
)
_THIGH_BACK = Outline(
    (141, 250),
    (
        ((142, 274), (138, 300), (134, 322)),
        ((107, 322),),
        ((104, 302), (101, 276), (100, 254)),
        ((110, 264), (130, 264), (141, 250)),
    ),
    (120, 292),
)
_KNEE = Outline(
    (134, 322), (((135, 332), (134, 340), (132, 350)), ((109, 350),), ((106, 340), (106, 332), (107, 322))), (120, 336)
)
_SHIN = Outline(
    (132, 350), (((134, 368), (130, 388), (125, 408)), ((110, 408),), ((108, 388), (106, 368), (109, 350))), (120, 376)
)
_CALF = Outline(
    (134, 322), (((138, 352), (131, 384), (125, 408)), ((110, 408),), ((107, 384), (103, 352), (107, 322))), (120, 362)
)
_FOOT = Outline(
    (125, 408),
    (((130, 418), (135, 424), (134, 430)), ((130, 437), (112, 437), (108, 430)), ((108, 422), (109, 416), (110, 408))),
    (119, 423),
)
_HEEL = Outline(
    (125, 408),
    (((128, 418), (130, 426), (127, 431)), ((121, 435), (112, 435), (108, 431)), ((107, 424), (109, 416), (110, 408))),
    (118, 421),
)


def _both(view: View, **outlines: Outline) -> dict[str, Outline]:
    """Each on both sides, named for the person's own."""
    right, left = ("l", "r") if view == "front" else ("r", "l")
    return {
        name: outline
        for part, drawn in outlines.items()
        for name, outline in ((f"{part}_{right}", drawn), (f"{part}_{left}", drawn.mirrored()))
    }


PARTS: Mapping[View, Mapping[str, Outline]] = {
    "front": {
        "f_neck": _NECK,
        "f_head": _HEAD,
        "f_chest": _UPPER,
        "f_belly": _LOWER,
        "f_groin": _GROIN,
        **_both(
            "front",
            f_shoulder=_SHOULDER,
            f_arm=_ARM,
            f_hand=_HAND,
            f_thigh=_THIGH_FRONT,
            f_knee=_KNEE,
            f_shin=_SHIN,
            f_foot=_FOOT,
        ),
    },
    "back": {
        "b_neck": _NECK,
        "b_head": _HEAD,
        "b_upper_back": _UPPER,
        "b_low_back": _LOWER,
        **_both(
            "back",
            b_buttock=_BUTTOCK,
            b_shoulder=_SHOULDER,
            b_arm=_ARM,
            b_hand=_HAND,
            b_thigh=_THIGH_BACK,
            b_calf=_CALF,
            b_heel=_HEEL,
        ),
    },
}

_LEGS = ("f_knee", "f_shin", "f_foot", "b_calf", "b_heel")
# Zones that several parts make up, or that a part has as its plain name.
WIDER: Mapping[str, frozenset[str]] = {
    "head": frozenset({"f_head", "b_head"}),
    "neck": frozenset({"b_neck"}),
    "upper_back": frozenset({"b_upper_back"}),
    "low_back": frozenset({"b_low_back"}),
    "buttock": frozenset({"b_buttock_l", "b_buttock_r"}),
    "shoulder": frozenset({"f_shoulder_l", "f_shoulder_r", "b_shoulder_l", "b_shoulder_r"}),
    "knee": frozenset({"f_knee_l", "f_knee_r"}),
    "leg_above_knee": frozenset({"f_thigh_l", "f_thigh_r", "b_thigh_l", "b_thigh_r"}),
    "leg_below_knee": frozenset(f"{part}_{side}" for part in _LEGS for side in "lr"),
}


def parts_of(zone: str) -> frozenset[str]:
    """The parts that a zone's code stands for; none for one that no drawing shows, such as "somewhere else"."""
    if zone in WIDER:
        return WIDER[zone]
    return frozenset({zone} & {part for view in VIEWS for part in PARTS[view]})


def sided(zones: frozenset[str]) -> bool:
    """Whether some zone is on one side only, so that left and right matter."""
    return any(zone not in WIDER and zone.endswith(("_l", "_r")) and parts_of(zone) for zone in zones)
