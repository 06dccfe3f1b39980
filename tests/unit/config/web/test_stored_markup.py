"""Whatever people write stays what they wrote: on pages, in letters and on paper it is text and does nothing."""

import io
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_django
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader
from pypdf.generic import DictionaryObject, IndirectObject

from cohort.common import clock
from cohort.common.printing import pdf
from cohort.exports.models import Release
from cohort.members.models import ContactDetails, Participant, Practice
from cohort.outbox.models import Message
from pathways.actions import record
from pathways.reading.participant import read
from pathways.sheets import html
from questionnaires.actions import answers as answering
from questionnaires.models import Assignment, Version
from recruitment.presenters import mail
from tests import factories
from tests.permissions import world as worlds
from tests.permissions.test_matrix import TABLE, as_role
from tests.permissions.world import World

# Each holds the word, which must never be anything but text.
WORD = "zqx7"
MARKUP = (
    f"<script>{WORD}()</script>"
    f'"><img src=x onerror={WORD}()>'
    f"'><svg onload={WORD}()><{WORD}>"
    f"</textarea></title></style>--><{WORD} a={WORD}>"
    f"{{{{ 7*{WORD} }}}}{{% debug %}}{{# {WORD} #}}${{{WORD}}}"
    f"javascript:{WORD}() &lt;{WORD}&gt; %({WORD})s \\u003c{WORD}"
)
SHORT = f"<{WORD} onclick={WORD}()>\"'"  # for names, which are short
HIDDEN = "\u202e\u200b\u2066"  # turns the order of letters round, shows nothing, cuts a line in two
# Elements whose text a browser does not show but runs or obeys.
RUN = {"script", "style", "iframe", "object", "embed", "template"}


class _Reader(HTMLParser):
    """Where the word stands that is not text, and whether it stands as text at all."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.text: list[str] = []
        self._inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if WORD in tag:
            self.faults.append(f"element <{tag}>")
        for name, value in attrs:
            runs = name.startswith("on") or name in ("src", "href", "action", "formaction", "style", "srcdoc")
            if WORD in name or (runs and WORD in (value or "")):
                self.faults.append(f"<{tag} {name}={value!r}>")
        if tag in RUN:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._inside:
            self._inside.remove(tag)

    def handle_data(self, data: str) -> None:
        if WORD in data:
            if self._inside:
                self.faults.append(f"inside <{self._inside[-1]}>")
            self.text.append(data)

    def handle_comment(self, data: str) -> None:
        if WORD in data:
            self.faults.append("a comment")


def looked_through(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page)
    reader.close()
    return reader


def test_what_runs_is_found() -> None:
    raw = looked_through(f"<p>{MARKUP}</p>{SHORT}")
    assert len(raw.faults) >= 5
    assert looked_through(f'<p title="{WORD}">{WORD}</p>').faults == []


@pytest.fixture
def world(db: None, settings: pytest_django.Settings, tmp_path: Path) -> World:
    """The small world, in which everybody has written markup wherever they can write."""
    settings.FILES_DIR = tmp_path
    cache.clear()
    made = worlds.build()
    person, doctor = made.participant, made.users["clinician"]
    assert doctor is not None
    Practice.objects.filter(pk=person.practice_id).update(name=f"Huset {SHORT}")
    for user in made.users.values():
        if user is not None:
            user.name = f"Navn {SHORT}"
            user.save(update_fields=["name"])
    contact = ContactDetails.objects.get(participant=person)
    contact.name = f"{SHORT} Lyngsøe"
    contact.save(update_fields=["name"])
    Release.objects.filter(pk=made.release.pk).update(reason=MARKUP)
    write_answers(person)
    note_version = Version.objects.current("gp_first")
    record.capture(
        participant=person,
        version=note_version,
        form=uuid4(),
        answers={"g_contact": "visit", "g_note": (MARKUP + HIDDEN)[:900]},
        by=doctor,
    )
    return made


def write_answers(person: Participant) -> None:
    """Free text in every question of the participant's own that takes it."""
    for assignment in Assignment.objects.open_at(clock.now()).filter(participant=person, respondent="participant"):
        items = [item for item in assignment.version.definition.items if item.type == "text"]
        answering.save(
            assignment=assignment,
            patch={item.id: (MARKUP + "\u202e\u200b")[: item.max_length or 900] for item in items},
            now=clock.now(),
            how=answering.Manner("da"),
        )


def pages(world: World) -> Iterator[tuple[str, str]]:
    """Name and text of every page that somebody reaches, as the first role that reaches it."""
    for row in TABLE:
        if row.method == "GET" and row.reader:
            role = row.reader
            answer = as_role(world, role).get(reverse(row.name, kwargs=row.key(world)))
            content = answer.getvalue()  # type: ignore[attr-defined]
            if answer.headers["Content-Type"].startswith("text/html"):
                yield row.name, content.decode()


@pytest.mark.covers("S27")
def test_on_pages_it_is_text(world: World) -> None:
    told, shown = [], set()
    for name, page in pages(world):
        reader = looked_through(page)
        told.extend(f"{name}: {fault}" for fault in reader.faults)
        if reader.text:
            shown.add(name)
    assert not told, "\n".join(told)
    # It is there to be seen, and not merely left out.
    expected = {"pathways:list_participants", "pathways:show_participant", "exports:show_release", "members:list_staff"}
    assert expected <= shown, expected - shown


@pytest.mark.covers("S27")
def test_what_is_sent_back_for_correction_is_text(world: World) -> None:
    doctor = as_role(world, "clinician")
    form = dict.fromkeys(
        ("name", "born", "reach", "second", "phone", "address", "language", "practice", "opened"), MARKUP
    )
    record_page = reverse("pathways:write_record", args=[world.participant.study_number])
    for client, address, sent in (
        (doctor, reverse("recruitment:enrol_participant"), form),
        (doctor, record_page, {"g_note": MARKUP, "g_contact": MARKUP, "version": MARKUP, "form": MARKUP}),
        (as_role(world, "administrator"), reverse("members:invite_staff"), form | {"role": MARKUP}),
        (as_role(world, "researcher"), reverse("exports:list_releases"), {"reason": MARKUP[:5]}),
        (Client(), "/k/", {"code": MARKUP}),
        (Client(), "/accounts/login/", {"login": MARKUP, "password": MARKUP}),
        (Client(), f"/l/{world.start_token}/consent/", {"questionnaires": MARKUP, "text": MARKUP}),
    ):
        page = client.post(address, sent)
        assert page.status_code in (200, 422), address
        assert looked_through(page.content.decode()).faults == [], address


@pytest.mark.covers("S27")
def test_where_a_page_leads_back_is_an_address_of_ours(world: World) -> None:
    for odd in (f'?"><{WORD}>', f"?next=javascript:{WORD}()", f"?x={MARKUP[:200]}"):
        page = Client().get(f"/{odd}")
        assert looked_through(page.content.decode()).faults == []
    for address in ("/language/", "/text-size/"):
        for back in (f"javascript:{WORD}()", f"//{WORD}.example", f"https://{WORD}.example/", f"/\\{WORD}.example"):
            sent = Client().post(address, {"next": back, "language": "en", "size": "large"})
            assert WORD not in sent.headers.get("Location", "")


@pytest.mark.covers("S27")
@pytest.mark.parametrize("way", [{}, {"email": "", "mobile": "+4520304050"}], ids=["mail", "sms"])
def test_in_letters_it_is_text(db: None, way: dict[str, str]) -> None:
    doctor = factories.staff(of=factories.practice(f"Huset {SHORT}"), name=f"Navn {SHORT}")
    person = factories.enrolled(by=doctor, name=f"{SHORT} Lyngsøe", **way).participant
    letter = mail.compose(Message.objects.get(kind="enrolment", recipient=person.actor))
    assert looked_through(letter.html).faults == []
    assert WORD in letter.text
    for line in (letter.subject, letter.sender, letter.to):
        assert "\n" not in line
        assert "\r" not in line


@pytest.mark.covers("S27")
@pytest.mark.parametrize("audience", ["clinician", "patient"])
def test_on_paper_it_is_text(world: World, audience: str) -> None:
    for assignment in Assignment.objects.open_at(clock.now()).filter(participant=world.participant):
        if assignment.response_id:
            answering.submit(assignment=assignment, by=world.participant.actor)
    person = Participant.objects.select_related("practice", "contact").get(pk=world.participant.pk)
    sheet = html.sheet(read(person), audience=audience, language="da")
    reader = looked_through(sheet.html)
    assert reader.faults == []
    assert reader.text, "nothing of it is on the sheet"
    printed = PdfReader(io.BytesIO(pdf.pdf(sheet.html)))
    names = set(_names(printed.trailer))
    assert not names & {"/JavaScript", "/JS", "/AA", "/OpenAction", "/EmbeddedFiles", "/Launch", "/URI", "/GoToR"}
    assert not printed.attachments


def _names(value: object, seen: set[int] | None = None) -> Iterator[str]:
    """Every name in a PDF's structure."""
    seen = set() if seen is None else seen
    if isinstance(value, IndirectObject):
        if value.idnum in seen:
            return
        seen.add(value.idnum)
        value = value.get_object()
    if isinstance(value, DictionaryObject):
        for name, part in value.raw_items() if hasattr(value, "raw_items") else value.items():
            yield str(name)
            yield from _names(part, seen)
    elif isinstance(value, list):
        for part in value:
            yield from _names(part, seen)
