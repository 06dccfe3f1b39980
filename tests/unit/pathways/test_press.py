"""The press: what it prints in, what it cannot reach, and that it alone ends over a sheet that is too much."""

import base64
import io
import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from pypdf import PdfReader

from cohort.accounts.models import User
from cohort.common.printing import pdf as printer
from cohort.members.models import Participant
from pathways.actions import summaries
from pathways.models import Summary
from pathways.sheets import html
from pathways.sheets.html import Sheet
from pathways.tasks import print_summaries

BOMB = '<p style="break-after: page">x</p>' * 20_000


@pytest.fixture(autouse=True)
def press() -> Iterator[printer.Press]:
    """A new one for each test."""
    printer._press.close()
    yield printer._press
    printer._press.close()


def pid(press: printer.Press) -> int:
    assert press._process is not None
    return press._process.pid


def test_one_press_prints_many_and_is_replaced_in_time(press: printer.Press, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(printer, "PRINTS", 3)
    used = []
    for number in range(7):
        assert f"sheet {number}" in PdfReader(io.BytesIO(printer.pdf(f"<p>sheet {number}</p>"))).pages[0].extract_text()
        used.append(pid(press) if press._process else 0)
    assert len(set(used) - {0}) == 3


def test_a_press_that_was_killed_is_replaced(press: printer.Press) -> None:
    printer.pdf("<p>x</p>")
    os.kill(pid(press), 9)
    assert press._process is not None
    press._process.wait()
    assert printer.pdf("<p>x</p>").startswith(b"%PDF")


@pytest.mark.covers("S31")
def test_too_much_for_the_processor_ends_the_press_alone(press: printer.Press) -> None:
    printer.pdf("<p>x</p>")
    before = pid(press)
    with pytest.raises(printer.PrintFailed):
        printer.pdf(BOMB, cpu_seconds=1)
    assert printer.pdf("<p>x</p>").startswith(b"%PDF")
    assert pid(press) != before


@pytest.mark.covers("S31")
def test_too_much_memory_is_a_failed_print() -> None:
    printer.pdf("<p>x</p>")
    with pytest.raises(printer.PrintFailed):
        printer.pdf("<p>" + "x y " * 3_000_000, memory_bytes=400_000_000)
    assert printer.pdf("<p>x</p>").startswith(b"%PDF")


@pytest.mark.drill
@pytest.mark.covers("S31")
def test_a_bomb_of_twenty_thousand_pages_is_a_failed_summary_and_the_next_is_printed(
    grethe: Participant, doctor: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = html.sheet

    def sheet(picture: object, *, audience: str, language: str) -> Sheet:
        made = real(picture, audience=audience, language=language)  # type: ignore[arg-type]
        return Sheet(BOMB, made.content_hash) if audience == "clinician" else made

    for audience in ("clinician", "patient"):
        summaries.request(participant=grethe, audience=audience, language="da", by=doctor)
    monkeypatch.setattr(html, "sheet", sheet)
    began = time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        took = []
        asked = printer._press.print

        def timed(job: dict[str, object], seconds: float) -> bytes:
            at = time.monotonic()
            try:
                return asked(job, seconds)
            finally:
                took.append(time.monotonic() - at)

        patch.setattr(printer._press, "print", timed)
        print_summaries()
    assert dict(Summary.objects.values_list("audience", "state")) == {"clinician": "failed", "patient": "ready"}
    print(f"the bomb ended after {took[0]:.1f} s; both were done after {time.monotonic() - began:.1f} s")
    assert took[0] <= 25


@pytest.mark.covers("S30")
@pytest.mark.parametrize("refer", ["image", "use", "feImage"])
def test_a_picture_within_the_sheet_reaches_nothing_either(refer: str, tmp_path: Path) -> None:
    """An SVG in a data: address that itself refers to a file."""
    secret = tmp_path / "secret.svg"
    secret.write_text('<svg xmlns="http://www.w3.org/2000/svg"><text>canary-in-a-file</text></svg>')
    inner = (
        '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="90">'
        f'<{refer} xlink:href="{secret.as_uri()}" href="{secret.as_uri()}" width="90" height="90"/></svg>'
    )
    outer = f'<img src="data:image/svg+xml;base64,{base64.b64encode(inner.encode()).decode()}">'
    try:
        made = printer.pdf(f"<body><p>hello</p>{outer}</body>")
    except printer.Refused:
        return
    assert "canary" not in "".join(page.extract_text() for page in PdfReader(io.BytesIO(made)).pages)
    assert b"canary" not in made


def test_the_press_knows_no_secret(press: printer.Press) -> None:
    printer.pdf("<p>x</p>")
    environment = Path(f"/proc/{pid(press)}/environ").read_bytes().decode()
    assert environment
    names = {entry.partition("=")[0] for entry in environment.split("\0") if entry}
    assert names <= {*printer.INHERITED, *printer.COMPILED}
