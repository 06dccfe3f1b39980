"""The kinds of paper and slides, and which of them suit a channel."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from recruitment.models import Channel


@dataclass(frozen=True)
class Kind:
    """One kind. `look` is the class of the style sheet, with the size of the paper; `across` and `down` say how many
    of the same stand on a page.
    """

    code: str
    title: str | Promise
    template: str
    look: str
    across: int = 1
    down: int = 1

    @property
    def rows(self) -> tuple[range, ...]:
        return (range(self.across),) * self.down

    @property
    def template_name(self) -> str:
        return f"recruitment/material/{self.template}.html"


POSTER_A4 = Kind("poster-a4", _("Poster, A4"), "poster", "poster a4")
POSTER_A3 = Kind("poster-a3", _("Poster, A3"), "poster", "poster a3")
LEAFLET = Kind("leaflet", _("Leaflet, A4 to print on both sides and fold"), "leaflet", "leaflet")
CARDS = Kind("cards", _("Ten cards to cut out, A4"), "cards", "cards", across=2, down=5)
SLIP = Kind("slip", _("Slip to hand over, A6"), "slip", "slip-one")
SLIPS = Kind("slips", _("Four slips to cut out, A4"), "slip", "slip-four", across=2, down=2)
SLIDES = Kind("slides", _("Six slides for a talk"), "slides_club", "slides")

KINDS = {kind.code: kind for kind in (POSTER_A4, POSTER_A3, LEAFLET, CARDS, SLIP, SLIPS, SLIDES)}

# For talks at meetings of doctors: about no channel of patients, and so not among those above.
DOCTORS_SLIDES = Kind("slides-doctors", _("Six slides for a meeting of doctors"), "slides_doctors", "slides")


def fitting(channel: Channel) -> tuple[Kind, ...]:
    """What is offered for a channel, the likeliest first; each of them can be printed for every channel."""
    if channel.kind == Channel.Kind.CONSULTATION:
        return (SLIP, SLIPS, LEAFLET, CARDS)
    if channel.kind == Channel.Kind.WAITING_ROOM:
        return (POSTER_A4, POSTER_A3, LEAFLET, CARDS)
    return (POSTER_A4, POSTER_A3, LEAFLET, CARDS, SLIDES)
