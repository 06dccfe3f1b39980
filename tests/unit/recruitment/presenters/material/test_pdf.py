"""Everything that is printed, drawn as a picture and read back as a phone would: QR code, address, names, pages."""

import io
from pathlib import Path

import pypdfium2
import pytest
import pytest_django
import zxingcpp
from PIL.Image import Image
from pypdf import PdfReader

from cohort.common.urls import absolute
from cohort.members.models import Practice
from recruitment.models import Channel
from recruitment.presenters.material import addresses, kinds, pdf

CODE = "ABCD2345"
# Eighty letters, as long as a name may be
LONG = "Hornbæk og Omegns Rygforening for Vandgymnastik og Yoga for Begge Køn, afdeling 2"[:80]
ON_A_PAGE = {"cards": 10, "slips": 4}
MILLIMETRES = 25.4 / 72
SCALE = 3  # pixels for a point of paper
PAGES = {"leaflet": 2, "slides": 6}
SIZES = {
    **dict.fromkeys(("poster-a4", "cards", "slips"), (210, 297)),
    "poster-a3": (297, 420),
    "leaflet": (297, 210),
    "slip": (105, 148),
    "slides": (320, 180),
}
INVITES = {"da": "Din læges praksis inviterer dig", "en": "Your doctor's practice invites you"}
FOR_YOU = {"da": "Til dig hos", "en": "For you at"}


@pytest.fixture(autouse=True)
def files(settings: pytest_django.Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path


def club(name: str = "Ryg og Vand", kind: str = "exercise_club") -> Channel:
    return Channel(kind=kind, name=name, code=CODE)


def waiting_room() -> Channel:
    return Channel(kind="waiting_room", practice=Practice(name="Lægerne ved Åen"), code=CODE)


def drawn(made: bytes) -> list[Image]:
    with pypdfium2.PdfDocument(made) as document:
        return [page.render(scale=SCALE).to_pil() for page in document]


def words(made: bytes) -> str:
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


def width_of(code: zxingcpp.Barcode) -> float:
    """Of the code itself, without its quiet zone, in millimetres of paper."""
    return abs(code.position.top_right.x - code.position.top_left.x) / SCALE * MILLIMETRES


@pytest.mark.covers("R16")
@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", kinds.KINDS.values(), ids=lambda kind: kind.code)
def test_every_print_leads_to_its_channel_by_camera_and_by_hand(kind: kinds.Kind, language: str) -> None:
    made = pdf.printed(club(), kind, language)
    pages = drawn(made)
    assert len(pages) == PAGES.get(kind.code, 1)
    width, height = (round(side / SCALE * MILLIMETRES) for side in pages[0].size)
    assert (width, height) == SIZES[kind.code]
    codes = [code for page in pages for code in zxingcpp.read_barcodes(page)]
    assert [code.text for code in codes] == [absolute(f"/x/{CODE}/")] * ON_A_PAGE.get(kind.code, 1)
    assert min(map(width_of, codes)) >= 30
    typed = addresses.address(club()).typed
    assert typed.endswith("/x/ABCD-2345")
    assert words(made).replace(" ", "").count(typed) == len(codes)
    assert FOR_YOU[language] in words(made)
    assert "Ryg og Vand" in words(made)


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("kind", kinds.KINDS.values(), ids=lambda kind: kind.code)
def test_a_practice_invites_by_name(kind: kinds.Kind, language: str) -> None:
    said = words(pdf.printed(waiting_room(), kind, language)).replace("’", "'")
    assert INVITES[language] in said
    assert "Lægerne ved Åen" in said


@pytest.mark.parametrize("kind", kinds.KINDS.values(), ids=lambda kind: kind.code)
def test_a_long_name_stays_on_the_page_and_off_the_code(kind: kinds.Kind) -> None:
    made = pdf.printed(club(LONG), kind, "da")
    pages = drawn(made)
    assert len(pages) == PAGES.get(kind.code, 1)
    assert sum(len(zxingcpp.read_barcodes(page)) for page in pages) == ON_A_PAGE.get(kind.code, 1)
    assert LONG.replace(" ", "") in words(made).replace(" ", "")


def test_a_post_names_no_place() -> None:
    made = pdf.printed(club("Facebook, gruppen for Fyn", kind="social_media"), kinds.LEAFLET, "da")
    assert "Facebook" not in words(made)
    assert "Til dig hos" not in words(made)


def test_a_name_is_text_and_no_markup() -> None:
    assert "<b>Ryg & Vand</b>" in words(pdf.printed(club("<b>Ryg & Vand</b>"), kinds.POSTER_A4, "da"))


@pytest.mark.covers("R19")
@pytest.mark.parametrize("language", ["da", "en"])
def test_both_audiences_have_six_slides(language: str) -> None:
    for_club = pdf.printed(club(), kinds.SLIDES, language)
    plain = pdf.doctors_slides("Klynge Midt", None, language)
    with_address = pdf.doctors_slides("Klynge Midt", addresses.address(club()), language)
    for made in (for_club, plain, with_address):
        pages = drawn(made)
        assert len(pages) == 6
        assert {round(page.width / page.height, 2) for page in pages} == {1.78}
    assert not zxingcpp.read_barcodes(drawn(plain)[-1])
    assert zxingcpp.read_barcode(drawn(with_address)[-1]).text == absolute(f"/x/{CODE}/")
    assert "Klynge Midt" in words(plain)
    assert words(pdf.printed(club(), kinds.LEAFLET, language)) != words(for_club)


@pytest.mark.parametrize("kind", kinds.KINDS.values(), ids=lambda kind: kind.code)
def test_screen_readers_are_told_the_structure_and_the_language(kind: kinds.Kind) -> None:
    reader = PdfReader(io.BytesIO(pdf.printed(club(), kind, "da")))
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "da"
    assert catalog["/MarkInfo"]["/Marked"]
    assert "pdfuaid" in str(reader.xmp_metadata.rdf_root.toxml() if reader.xmp_metadata else "")
    assert reader.metadata is not None
    assert reader.metadata.title


def test_what_is_offered_suits_the_place() -> None:
    assert kinds.fitting(waiting_room())[0] is kinds.POSTER_A4
    assert kinds.SLIDES in kinds.fitting(club())
    assert kinds.SLIDES not in kinds.fitting(waiting_room())
    assert kinds.fitting(Channel(kind="consultation"))[0] is kinds.SLIP
