"""The flow of the whole study, as a drawing and as a table of the same numbers."""

from django.utils.translation import gettext as _

from recruitment.drawing import flow
from recruitment.drawing.flow import Drawing, Side, Step
from recruitment.presenters.monitor import words
from recruitment.presenters.monitor.tables import Row, Table
from recruitment.reading import tallies
from recruitment.reading.tallies import NOBODY, Groups


def steps(whole: Groups, waves: list[tallies.Wave]) -> list[Step]:
    """From those approached to the last follow-up that anybody was asked about."""
    found = whole.get("", {})

    def told(stage: str) -> str:
        return words.number(found.get(stage, NOBODY))

    def why(outcome: str) -> tuple[tuple[str, str], ...]:
        return tuple((name, told(stage)) for stage, name in words.reasons(outcome).items() if stage in found)

    first = [
        Step(
            _("Approached"), told("approached"), (Side(_("Not eligible"), told("not_eligible"), why("not_eligible")),)
        ),
        Step(_("Eligible"), told("eligible"), (Side(_("Said no"), told("declined"), why("declined")),)),
        Step(
            _("Enrolled"),
            told("enrolled"),
            (Side(_("No to questionnaires"), told("said_no")), Side(_("Not decided yet"), told("undecided"))),
        ),
        Step(_("Said yes to questionnaires"), told("consented"), (Side(_("Took it back"), told("withdrew")),)),
    ]
    return first + [
        Step(
            wave.name,
            _("%(answered)s answered, of %(due)s due")
            % {"answered": told(f"answered:{wave.slug}"), "due": told(f"due:{wave.slug}")},
        )
        for wave in waves
        if f"due:{wave.slug}" in found
    ]


def drawing(told: list[Step]) -> Drawing:
    return flow.drawn(told)


def table(told: list[Step]) -> Table:
    rows = []
    for step in told:
        rows.append(Row(step.label, [step.number]))
        for side in step.sides:
            rows.append(Row(f"– {side.label}", [side.number]))
            rows += [Row(f"– – {reason}", [number]) for reason, number in side.reasons]
    return Table("flow", _("From approached to the last follow-up"), [_("Stage"), _("People")], rows)
