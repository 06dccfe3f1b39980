import re

import pytest

from cohort.accounts.models import Role
from cohort.common import clock
from cohort.members.actions import links
from cohort.outbox.letters import SMS_LENGTH, Letter
from cohort.outbox.models import Message
from questionnaires.models import Plan
from questionnaires.presenters import mail
from tests.letters import telling
from tests.unit.questionnaires.actions.test_messages import assignment, plan_at, someone
from tests.unit.questionnaires.conftest import local

pytestmark = pytest.mark.django_db

ADDRESS = re.compile(r"http://localhost/q/([A-Za-z0-9_-]{43})/")


def letter(step: int = 0, **details: object) -> Letter:
    participant = someone(**details)
    moments = [local(4, 3, 9), local(4, 7, 9)][: step + 1]
    for moment in moments:
        plan_at(moment)
    about = str(assignment(participant, "later_one").uuid)
    with clock.use(lambda: moments[-1]):
        return mail.compose(Message.objects.get(recipient=participant.actor, about=about, step=step))


@pytest.fixture(autouse=True)
def _plan(plan: Plan) -> None:
    """Everybody here follows the short plan."""


def token(letter: Letter) -> str:
    found = ADDRESS.findall(letter.text)
    assert len(found) == 1
    assert found[0] in letter.html or not letter.html
    return str(found[0])


@pytest.mark.covers("R62")
def test_invitation_names_who_asks_how_long_and_until_when() -> None:
    made = letter(email="grethe@test.example")
    assert (made.to, made.sender) == ("grethe@test.example", "Lægehuset Nørregade")
    for text in (
        "Grethe",
        "Karen Holst",
        "Lægehuset Nørregade",
        "1 min",
        "1. maj 2026",
        "Anne Test",
        "+45 12 34 56 78",
    ):
        assert text in made.text
        assert text in made.html


@pytest.mark.covers("S11", "R62")
def test_link_opens_this_assignment_until_its_window_closes() -> None:
    made = letter()
    link = links.find(token(made))
    assert link is not None
    due = assignment(link.participant, "later_one")
    assert (link.purpose, link.about, link.expires_at) == ("answer", str(due.uuid), due.closes_at)


def test_reminder_has_a_link_of_its_own_and_ends_the_former() -> None:
    participant = someone()
    tokens = []
    for moment, step in ((local(4, 3, 9), 0), (local(4, 7, 9), 1)):
        plan_at(moment)
        about = str(assignment(participant, "later_one").uuid)
        with clock.use(lambda at=moment: at):
            tokens.append(token(mail.compose(Message.objects.get(about=about, step=step))))
    first, second = (links.find(one) for one in tokens)
    assert first is not None
    assert second is not None
    assert first.revoked_at == local(4, 7, 9)
    assert second.is_usable(local(4, 8))


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("step", [0, 1])
def test_gives_nothing_away(language: str, step: int) -> None:
    made = letter(step, language=language)
    assert telling(made.sender, made.subject, re.sub(r"https?://\S+", "", made.text)) == []  # a token is any letters


def test_speaks_the_participants_language() -> None:
    assert "Hello Grethe," in letter(language="en").text
    assert "Hej Grethe" in letter(language="da").text


def test_practice_staff_are_not_called_the_doctor() -> None:
    participant = someone()
    participant.enrolled_by.role = Role.PRACTICE_STAFF
    participant.enrolled_by.save(update_fields=["role"])
    plan_at(local(4, 3, 9))
    about = str(assignment(participant, "later_one").uuid)
    with clock.use(lambda: local(4, 3, 9)):
        made = mail.compose(Message.objects.get(about=about))
    assert "Karen Holst" not in made.text
    assert "Lægehuset Nørregade" in made.text


def test_mobile_alone_gets_a_short_text() -> None:
    made = letter(email="", mobile="+45 20 30 40 50")
    assert made.to == "4520304050@sms.example"
    assert (made.subject, made.html) == ("", "")
    assert len(made.text) <= SMS_LENGTH
    assert telling(made.text.replace("http://localhost", "")) == []
    token(made)
