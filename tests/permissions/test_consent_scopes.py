"""With and without consent: what each reading page gives to those who may open it, once one scope is refused."""

from pathlib import Path
from typing import NamedTuple

import pytest
import pytest_django

from cohort.members.actions import consent
from cohort.members.models import ConsentText, Scope
from questionnaires.actions import answers
from questionnaires.models import Assignment
from tests.permissions.table import Key, answer, note, page, person, start, summary
from tests.permissions.test_matrix import Row, as_role, ask
from tests.permissions.world import World, build

# What the participant answered and what the doctor ticked, as a page says it.
ANSWERED, TICKED = "Må jeg løbe?", "Fremmøde"


class Line(NamedTuple):
    """A page, who opens it, the scope it needs, and what it answers with and without; `shows` is gone without."""

    role: str
    name: str
    key: Key
    scope: Scope
    granted: int
    refused: int
    shows: str = ""


LINES = [
    Line("clinician", "pathways:list_participants", lambda _: {}, Scope.SHARE, 200, 200),
    Line("clinician", "pathways:show_participant", person, Scope.SHARE, 200, 200, ANSWERED),
    Line("clinician", "pathways:show_participant", person, Scope.RECORD, 200, 200, TICKED),
    Line("colleague", "pathways:show_participant", person, Scope.SHARE, 200, 200, ANSWERED),
    Line("elsewhere", "pathways:show_participant", person, Scope.SHARE, 404, 404),
    Line("clinician", "pathways:show_note", note, Scope.RECORD, 200, 404),
    Line("clinician", "pathways:download_summary", summary, Scope.SHARE, 200, 302),
    Line("clinician", "pathways:download_summary", summary, Scope.RECORD, 200, 302),
    Line("interviewer", "exports:office_card", person, Scope.INTERVIEWS, 200, 404),
    Line("study_office", "exports:office_card", person, Scope.INTERVIEWS, 200, 200),
    Line("anonymous", "questionnaires:answer_page", page, Scope.QUESTIONNAIRES, 200, 410),
    Line("anonymous", "questionnaires:submit_answers", answer, Scope.QUESTIONNAIRES, 200, 410),
    Line("anonymous", "questionnaires:answer_page", page, Scope.SHARE, 200, 200),
    Line("anonymous", "recruitment:read_consent", start, Scope.QUESTIONNAIRES, 200, 200),
    Line("participant", "pathways:show_own_page", lambda _: {}, Scope.SHARE, 200, 200),
    Line("participant", "pathways:show_own_page", lambda _: {}, Scope.QUESTIONNAIRES, 200, 200),
]


@pytest.fixture
def world(db: None, settings: pytest_django.Settings, tmp_path: Path) -> World:
    settings.FILES_DIR = tmp_path
    return build()


def answered(world: World) -> None:
    """The first questionnaire handed in, for pages that show what was answered."""
    assignment = Assignment.objects.select_related("version").get(
        participant=world.participant, version__instrument__slug="baseline_a"
    )
    now = assignment.opens_at
    patch = {"pain_sites": ["low_back"], "gp_question": ANSWERED}
    answers.save(assignment=assignment, patch=patch, now=now, how=answers.Manner("da"))
    answers.submit(assignment=assignment, by=world.participant.actor)


@pytest.mark.parametrize("line", LINES, ids=[f"{one.role}-{one.name}-{one.scope}" for one in LINES])
def test_a_page_gives_what_the_scope_allows(world: World, line: Line) -> None:
    if line.shows == ANSWERED:
        answered(world)
    row = Row(line.name, "GET", line.key, "")
    before = ask(as_role(world, line.role), row, world)
    assert before.status_code == line.granted
    assert line.shows in before.text if line.shows else True
    text = ConsentText.objects.latest("valid_from")
    consent.decide(participant=world.participant, text=text, choices={line.scope: False}, language="da")
    after = ask(as_role(world, line.role), row, world)
    assert after.status_code == line.refused
    if line.shows:
        assert line.shows not in after.text


def test_every_staff_page_of_a_participant_has_a_line() -> None:
    from tests.permissions.table import TABLE

    theirs = {row.name for row in TABLE if row.method == "GET" and row.key in (person, note, summary)}
    # Pages without answers or notes: a form to fill in, an invitation, a way to print, an address to correct.
    without = {
        *("pathways:write_record", "recruitment:show_invitation", "recruitment:print_slip", "pathways:show_summary"),
        "recruitment:correct_address",
        *("exports:office_correct", "exports:office_stop", "exports:office_answers"),
        *("exports:office_agree", "exports:office_consent_paper"),
    }
    assert theirs - without == {line.name for line in LINES if line.key in (person, note, summary)}
