"""Printed summaries: once per content, by whoever comes first, from the page's own picture, from nothing outside."""

import io
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection
from django.test import Client
from pypdf import PdfReader

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common.printing import pdf as printer
from cohort.members.actions import consent
from cohort.members.models import ConsentText, Participant, Practice, Scope
from pathways.actions import printing, summaries
from pathways.models import Summary
from pathways.reading.participant import read
from pathways.sheets import html
from pathways.tasks import print_summaries
from questionnaires.engine.answers import Value
from tests import factories
from tests.signing import sign_in
from tests.unit.pathways.conftest import BASELINE, Now, hand_in, template
from tests.unit.pathways.test_record import TICKS


def address(participant: Participant) -> str:
    return f"/participants/{participant.study_number}/summary/"


@pytest.fixture
def answered(client: Client, grethe: Participant, now: Now) -> Participant:
    hand_in(grethe, "baseline_a", BASELINE, now)
    client.post(f"/participants/{grethe.study_number}/record/", TICKS)
    return grethe


def printed(summary: Summary) -> PdfReader:
    summary.refresh_from_db()
    assert summary.pdf
    return PdfReader(io.BytesIO(bytes(summary.pdf)))


def words_of(reader: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.covers("R80")
def test_the_doctors_sheet_says_what_the_page_says(client: Client, answered: Participant) -> None:
    asked = client.post(address(answered), {"audience": "clinician", "language": "da"})
    summary = Summary.objects.get()
    assert asked["Location"] == f"{address(answered)}{summary.pk}/"
    waiting = client.get(asked["Location"])
    assert "hx-get" in waiting.text
    print_summaries()
    reader = printed(summary)
    assert len(reader.pages) == 1
    text = words_of(reader)
    page = client.get(f"/participants/{answered.study_number}/", headers={"accept-language": "da"}).text
    for words in (
        answered.study_number,
        "Grethe Lyngsøe",
        "Gå ture ude i det fri",
        "Må jeg løbe igen?",
        "L84",
        "Fysioterapi",
        "Fremmøde",
    ):
        assert words in text
        assert words in page
    ready = client.get(asked["Location"])
    assert "hx-get" not in ready.text
    assert f"{asked['Location']}pdf/" in ready.text


@pytest.mark.parametrize("skipped", [{}, {"matters": ["walk"]}, {"gp_question": "Må jeg løbe igen?"}])
def test_paper_says_of_a_skipped_question_what_the_page_says(
    client: Client, grethe: Participant, now: Now, skipped: dict[str, Value]
) -> None:
    hand_in(grethe, "baseline_a", {"pain_back_nrs": 7} | skipped, now)
    page = client.get(f"/participants/{grethe.study_number}/", headers={"accept-language": "da"}).text
    participant = Participant.objects.select_related("practice", "contact").get()
    paper = html.sheet(read(participant), audience="clinician", language="da").html
    for words in ("Intet kryds.", "Ikke skrevet noget.", "Ikke besvaret endnu."):
        assert paper.count(words) == page.count(words)
    assert "Ikke besvaret endnu." not in paper
    assert paper.count("Intet kryds.") == 2 - ("matters" in skipped)


@pytest.mark.covers("R84")
@pytest.mark.parametrize("language", ["da", "en"])
def test_the_patients_sheet_is_plain(client: Client, answered: Participant, language: str) -> None:
    client.post(address(answered), {"audience": "patient", "language": language})
    print_summaries()
    reader = printed(Summary.objects.get())
    assert len(reader.pages) == 1
    text = words_of(reader)
    assert "Grethe Lyngsøe" in text
    assert {"da": "Gå ture ude i det fri", "en": "Going for walks outdoors"}[language] in text
    assert "112" in text
    assert "12 34 56 78" in text
    for word in ("L84", "RMDQ", "STarT", answered.study_number, "7/10"):
        assert word not in text


@pytest.mark.parametrize("audience", ["clinician", "patient"])
def test_a_long_course_still_fits_one_page(client: Client, grethe: Participant, now: Now, audience: str) -> None:
    hand_in(
        grethe,
        "baseline_a",
        BASELINE
        | {"gp_question": "Wø " * 40, "matters": ["family", "walk", "sport", "other"], "matters_text": "Æ " * 40},
        now,
    )
    now.pass_days(5)
    good = {"selfcare_text": "Æ " * 40, "selfcare": ["walk", "exercises", "sport", "lift"]}
    hand_in(grethe, "baseline_b", good, now)
    everything = {
        item.id: [option.code for option in item.options if not option.exclusive]
        for item in template().definition.items
        if item.type == "multi"
    }
    for _ in range(4):
        client.post(f"/participants/{grethe.study_number}/record/", TICKS | everything | {"g_note": "Ord " * 70})
        now.pass_days(9)
    client.post(address(grethe), {"audience": audience, "language": "da"})
    print_summaries()
    assert len(printed(Summary.objects.get()).pages) == 1


def test_page_and_paper_show_the_same_drawing(client: Client, answered: Participant) -> None:
    page = client.get(f"/participants/{answered.study_number}/", headers={"accept-language": "da"})
    participant = Participant.objects.select_related("practice", "contact").get()
    sheet = html.sheet(read(participant), audience="clinician", language="da")

    def drawing(text: str) -> str:
        return "<svg" + text.split("<svg", 1)[1].split("</svg>")[0]

    timeline = page.text.split('class="timeline-frame"')[1]
    assert drawing(timeline) == drawing(sheet.html)


def test_the_drawing_holds_no_script_and_no_style(client: Client, answered: Participant) -> None:
    participant = Participant.objects.select_related("practice", "contact").get()
    svg = html.sheet(read(participant), audience="clinician", language="da").html.split("<svg")[1].split("</svg>")[0]
    for word in ("<script", "style=", "<style", " on", "href"):
        assert word not in svg.split("<title", 1)[0] + "".join(svg.split(">")[::2]).lower().replace("stroke", "")


def test_the_same_content_is_printed_once(client: Client, answered: Participant, now: Now) -> None:
    for _ in range(2):
        client.post(address(answered), {"audience": "clinician", "language": "da"})
    assert print_summaries() == 1
    client.post(address(answered), {"audience": "clinician", "language": "da"})
    assert print_summaries() == 0
    assert Summary.objects.count() == 1
    hand = client.post(f"/participants/{answered.study_number}/record/", TICKS | {"g_treat": ["chiro"]})
    assert hand.status_code == 302
    client.post(address(answered), {"audience": "clinician", "language": "da"})
    assert Summary.objects.count() == 2


def test_printing_twice_changes_nothing(client: Client, answered: Participant) -> None:
    client.post(address(answered), {"audience": "patient", "language": "da"})
    assert print_summaries() == 1
    before = Summary.objects.get().finished_at
    assert print_summaries() == 0
    assert Summary.objects.get().finished_at == before
    assert Entry.objects.filter(action="summary.printed").count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_printers_share_the_work() -> None:
    doctor = factories.staff(of=factories.practice())
    for _ in range(3):
        grethe = factories.consenting(factories.enrolled(by=doctor).participant)
        summaries.request(participant=grethe, audience="patient", language="da", by=doctor)
    both = Barrier(2)

    def at_once(_: int) -> int:
        try:
            both.wait(timeout=10)
            return printing.print_waiting()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sum(threads.map(at_once, range(2))) == 3
    assert Summary.objects.filter(state="ready").count() == 3
    assert Entry.objects.filter(action="summary.printed").count() == 3


def test_one_that_cannot_be_printed_holds_up_no_other_and_can_be_tried_again(
    client: Client, answered: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = printer.pdf

    def broken(text: str) -> bytes:
        if "Må jeg løbe igen?" in text:
            raise RuntimeError("Grethe Lyngsøe")
        return real(text)

    with monkeypatch.context() as patch:
        patch.setattr(printer, "pdf", broken)
        client.post(address(answered), {"audience": "clinician", "language": "da"})
        client.post(address(answered), {"audience": "patient", "language": "da"})
        print_summaries()
    failed, ready = Summary.objects.get(audience="clinician"), Summary.objects.get(audience="patient")
    assert (failed.state, ready.state) == ("failed", "ready")
    assert failed.pdf is None
    assert 'name="audience"' in client.get(f"{address(answered)}{failed.pk}/").text
    client.post(address(answered), {"audience": "clinician", "language": "da"})
    assert print_summaries() == 1
    failed.refresh_from_db()
    assert failed.state == "ready"


def test_a_failure_names_nobody_in_the_log(
    client: Client, answered: Participant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(text: str) -> bytes:
        raise RuntimeError(text)

    monkeypatch.setattr(printer, "pdf", broken)
    client.post(address(answered), {"audience": "clinician", "language": "da"})
    print_summaries()
    assert "RuntimeError" in caplog.text
    assert "Grethe" not in caplog.text


def test_the_download_is_an_attachment_that_nobody_stores(client: Client, doctor: User, answered: Participant) -> None:
    client.post(address(answered), {"audience": "clinician", "language": "da"})
    summary = Summary.objects.get()
    download = f"{address(answered)}{summary.pk}/pdf/"
    assert client.get(download)["Location"] == f"{address(answered)}{summary.pk}/"
    print_summaries()
    answer = client.get(download)
    assert answer.content.startswith(b"%PDF")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "Grethe" not in answer["Content-Disposition"]
    assert "no-store" in answer["Cache-Control"]
    row = Entry.objects.get(action="summary.downloaded")
    assert (row.actor, row.subject) == (doctor.actor, answered.actor)


def test_the_pdf_lies_sealed(client: Client, answered: Participant) -> None:
    client.post(address(answered), {"audience": "clinician", "language": "da"})
    print_summaries()
    with connection.cursor() as cursor:
        cursor.execute("select pdf from pathways_summary")
        (stored,) = cursor.fetchone() or (b"",)
    assert b"%PDF" not in bytes(stored)


def test_a_later_decision_closes_what_was_printed_before(client: Client, answered: Participant, now: Now) -> None:
    client.post(address(answered), {"audience": "clinician", "language": "da"})
    print_summaries()
    summary = Summary.objects.get()
    now.pass_days(0.1)
    text = ConsentText.objects.latest("number")
    consent.decide(participant=answered, text=text, choices={Scope.SHARE: False}, language="da")
    assert client.get(f"{address(answered)}{summary.pk}/pdf/").status_code == 302
    client.post(address(answered), {"audience": "clinician", "language": "da"})
    print_summaries()
    newest = Summary.objects.latest("requested_at")
    assert "Må jeg løbe igen?" not in words_of(printed(newest))


def test_a_decision_that_changes_nothing_shown_prints_again(client: Client, answered: Participant, now: Now) -> None:
    client.post(address(answered), {"audience": "clinician", "language": "da"})
    print_summaries()
    now.pass_days(0.1)
    text = ConsentText.objects.latest("number")
    consent.decide(participant=answered, text=text, choices={Scope.RECONTACT: False}, language="da")
    client.post(address(answered), {"audience": "clinician", "language": "da"})
    now.pass_days(0.001)
    assert print_summaries() == 1
    summary = Summary.objects.get()
    assert client.get(f"{address(answered)}{summary.pk}/pdf/").status_code == 200


def test_what_was_answered_meanwhile_is_printed_under_its_own_hash(
    client: Client, grethe: Participant, now: Now
) -> None:
    client.post(address(grethe), {"audience": "clinician", "language": "da"})
    asked = Summary.objects.get().content_hash
    hand_in(grethe, "baseline_a", BASELINE, now)
    print_summaries()
    summary = Summary.objects.get()
    assert summary.content_hash != asked
    assert "Må jeg løbe igen?" in words_of(printed(summary))


def test_others_do_not_find_it(client: Client, practice: Practice, answered: Participant) -> None:
    client.post(address(answered), {"audience": "clinician", "language": "da"})
    print_summaries()
    pk = Summary.objects.get().pk
    pages = [f"{address(answered)}{pk}/", f"{address(answered)}{pk}/pdf/"]
    sign_in(client, factories.staff(of=factories.practice("Lægerne Havnen")))
    assert [client.get(page).status_code for page in pages] == [404, 404]
    assert client.post(address(answered), {"audience": "clinician"}).status_code == 404
    sign_in(client, factories.staff(Role.RESEARCHER, of=practice))
    assert [client.get(page).status_code for page in pages] == [403, 403]
    assert client.post(address(answered), {"audience": "clinician"}).status_code == 403


@pytest.mark.parametrize("wrong", [{"audience": "everybody"}, {"audience": "patient", "language": "de"}, {}])
def test_an_audience_or_language_that_does_not_exist(
    client: Client, grethe: Participant, wrong: dict[str, str]
) -> None:
    assert client.post(address(grethe), wrong).status_code == 404
    assert not Summary.objects.exists()


class Trap(BaseHTTPRequestHandler):
    """Counts whoever comes."""

    hits = 0

    def do_GET(self) -> None:
        type(self).hits += 1
        self.send_response(302)
        self.send_header("Location", "data:text/plain,x")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def trap() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Trap)
    Trap.hits = 0
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/x"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.covers("S30")
@pytest.mark.parametrize(
    "markup",
    [
        '<img src="{}">',
        '<link rel="stylesheet" href="{}">',
        '<link rel="attachment" href="{}">',
        '<a rel="attachment" href="{}">x</a>',
        "<style>@import url({});</style>",
        "<style>@font-face {{ font-family: x; src: url({}) }} p {{ font-family: x }}</style><p>x</p>",
        '<p style="background: url({})">x</p>',
        '<svg xmlns="http://www.w3.org/2000/svg"><image href="{}" width="5" height="5"/></svg>',
        '<svg xmlns="http://www.w3.org/2000/svg"><use href="{}#a"/></svg>',
        '<object data="{}"></object>',
        '<embed src="{}">',
    ],
)
@pytest.mark.parametrize("where", ["http", "file"])
def test_printing_reaches_nothing_outside(trap: str, markup: str, where: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("canary-in-a-file")
    outside = trap if where == "http" else secret.as_uri()
    try:
        made = printer.pdf(f"<body><p>hello</p>{markup.format(outside)}</body>")
    except printer.Refused:
        made = b""
    assert Trap.hits == 0
    assert b"canary-in-a-file" not in made
    if made:
        attached = PdfReader(io.BytesIO(made)).attachments
        assert not attached


def test_a_sheet_that_refers_outside_is_not_made(trap: str) -> None:
    with pytest.raises(printer.Refused):
        printer.pdf(f'<img src="{trap}">')


@pytest.mark.covers("S27")
def test_markup_in_answers_stays_text_on_paper(client: Client, grethe: Participant, now: Now, trap: str) -> None:
    evil = f'<img src="{trap}"><b>fed</b>'
    hand_in(grethe, "baseline_a", BASELINE | {"gp_question": evil}, now)
    client.post(address(grethe), {"audience": "clinician", "language": "da"})
    print_summaries()
    assert "<b>fed</b>" in words_of(printed(Summary.objects.get()))
    assert Trap.hits == 0
