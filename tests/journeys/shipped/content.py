"""The shipped questionnaires of the plan, open for one person, and what can be answered to them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from random import Random

from django.urls import reverse

from cohort.common import clock
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from questionnaires.actions import answers as answering
from questionnaires.actions import packs
from questionnaires.definition.schema import Condition, Definition, EnableWhen, Item
from questionnaires.engine import branching
from questionnaires.engine.answers import Answers, Value
from questionnaires.models import Assignment, Version
from questionnaires.models.wording import shown_definition
from tests import factories, wording

PLAN = ("baseline_a", "baseline_b", "week_2", "week_6", "month_3", "month_6", "month_12", "month_12b")
WORDS = "På cykel, i skoven"


@dataclass
class Open:
    """One questionnaire of the plan that this person can answer now."""

    participant: Participant
    slug: str
    pk: int
    token: str

    @property
    def assignment(self) -> Assignment:
        return Assignment.objects.select_related("response", "version__instrument", "participant").get(pk=self.pk)

    @property
    def definition(self) -> Definition:
        return shown_definition(self.assignment.version, clock.today(), "web")

    @property
    def answers(self) -> Answers:
        response = self.assignment.response
        return response.answers if response else {}

    def url(self, name: str, *parts: str) -> str:
        return reverse(f"questionnaires:{name}", args=[self.token, *parts])

    def save(self, answers: Answers) -> None:
        faults = answering.save(assignment=self.assignment, patch=answers, how=answering.Manner("da"), now=clock.now())
        assert not faults, faults

    def hand_in(self) -> None:
        answering.submit(assignment=self.assignment, by=self.participant.actor)


def person(*, language: str = "da", **choices: bool) -> Participant:
    """Somebody with the whole plan before them."""
    enrolled = factories.enrolled(by=factories.staff(of=factories.practice()), language=language)
    return factories.consenting(enrolled.participant, **choices)


def add_packs() -> None:
    """Invented words, in both languages, for every instrument that waits for a licensed pack."""
    for instrument in wording.shipped():
        for language in ("da", "en"):
            packs.add(text=wording.pack(instrument, language), by="system:test")


def opened(participant: Participant, slug: str) -> Open:
    """The first questionnaire of that name in the plan, open since yesterday."""
    now = clock.now()
    found = participant.assignments.filter(version__instrument__slug=slug).order_by("opens_at").first()
    assert found is not None, slug
    found.opens_at, found.closes_at = now - timedelta(days=1), now + timedelta(days=20)
    found.save(update_fields=["opens_at", "closes_at"])
    return Open(participant, slug, found.pk, link(participant, found))


def link(participant: Participant, assignment: Assignment) -> str:
    """The token of a new link; an older one ends."""
    return links.issue(
        participant=participant,
        purpose=PersonalLink.Purpose.ANSWER,
        about=str(assignment.uuid),
        expires_at=clock.now() + timedelta(days=15),
        by="system:test",
    )


def newest(slug: str) -> Definition:
    """The shipped definition of that name."""
    return Version.objects.current(slug).definition


def telling(definition: Definition) -> dict[str, Value]:
    """Answers that bring up as many questions as one person can see."""
    answers: dict[str, Value] = {}
    for item in definition.items:
        if item.id in branching.visible(definition, answers):
            answers[item.id] = max(_candidates(item, definition), key=lambda one: _brings_up(definition, item, one))
    return answers


def _candidates(item: Item, definition: Definition) -> Iterator[Value]:
    """What may be worth answering: the ordinary first, because the first of equals is taken."""
    if item.type == "multi":
        yield [option.code for option in item.options if not option.exclusive]
    elif item.type == "choice":
        yield from (option.code for option in item.options)
    elif item.type == "boolean":
        yield from (True, False)
    elif item.type == "text":
        yield WORDS[: item.max_length]
    elif item.type == "date":
        yield clock.today().isoformat()
    else:
        low, high = int(item.min or 0), int(item.max or 0)
        yield from ((low + high) // 2, high, low)


def _brings_up(definition: Definition, item: Item, value: Value) -> int:
    return sum(
        branching.holds(EnableWhen(all=(condition,)), {item.id: value})
        for other in definition.items
        if other.enable_when
        for condition in _about(item, other.enable_when)
    )


def _about(item: Item, rule: EnableWhen) -> Iterator[Condition]:
    return (condition for condition in rule.conditions if condition.item == item.id)


def drawn(item: Item, random: Random) -> Value:
    """A valid answer by lot."""
    if item.type == "multi":
        alone = [option.code for option in item.options if option.exclusive]
        others = [option.code for option in item.options if not option.exclusive]
        if alone and random.random() < 0.2:
            return [random.choice(alone)]
        chosen = random.sample(others, random.randint(1, min(3, len(others))))
        return [code for code in others if code in chosen]
    if item.type == "choice":
        return random.choice(item.options).code
    if item.type == "boolean":
        return random.random() < 0.6
    if item.type == "text":
        return WORDS[: item.max_length]
    if item.type == "date":
        return (clock.today() - timedelta(days=random.randint(0, 300))).isoformat()
    return random.randint(int(item.min or 0), int(item.max or 0))
