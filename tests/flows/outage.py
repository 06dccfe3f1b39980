"""What the drills share: people, their letters, and answering over the network."""

import http.client
import json
import re
import urllib.error
import urllib.request
from collections import Counter
from collections.abc import Mapping, Sequence
from email.message import EmailMessage

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members.actions import links
from cohort.members.models import Participant, PersonalLink
from cohort.outbox.models import Message
from tests import factories
from tests.plugins.stack import Stack

CSRF = "c" * 32
LINK = re.compile(r"https?://\S+/[lq]/[A-Za-z0-9_-]{43}/")
ANSWER = {"pain_sites": ["neck"]}


def clinician() -> User:
    return factories.staff(of=factories.practice())


def answering(by: User) -> tuple[Participant, str]:
    """Somebody who said yes, with the token of a link to the first questionnaire."""
    participant = factories.consenting(factories.enrolled(by=by).participant)
    assignment = participant.assignments.get(version__instrument__slug="baseline_a")
    token = links.issue(
        participant=participant,
        purpose=PersonalLink.Purpose.ANSWER,
        about=str(assignment.uuid),
        expires_at=assignment.closes_at,
        by=by.actor,
    )
    return participant, token


def save_answer(stack: Stack, token: str, answers: Mapping[str, object] = ANSWER) -> int:
    """Save answers as the page does; the status, 0 where nobody answered."""
    request = urllib.request.Request(  # noqa: S310
        f"{stack.address}/q/{token}/answers/",
        data=json.dumps({"answers": answers}).encode(),
        method="PATCH",
        headers={"Content-Type": "application/json", "X-CSRFToken": CSRF, "Cookie": f"csrftoken={CSRF}"},
    )
    try:
        with urllib.request.urlopen(request, timeout=20) as answer:  # noqa: S310
            return int(answer.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code
    except (OSError, http.client.HTTPException):
        return 0


def saved(participant: Participant) -> object:
    """The answers that stand in the database."""
    return participant.assignments.get(version__instrument__slug="baseline_a").response.answers  # type: ignore[union-attr]


def settled() -> bool:
    """Nothing waits and nothing is under way."""
    return not Message.objects.unsent().filter(due_at__lte=clock.now()).exists()


def link(mail: EmailMessage) -> str:
    """The personal link in a mail's plain text."""
    body = mail.get_body(preferencelist=("plain",))
    assert body is not None
    return str(LINK.findall(body.get_content())[0])


def repeats(mails: Sequence[EmailMessage]) -> int:
    """How many mails came more than once. Each repeat has the same Message-ID and the same link as the first."""
    counts = Counter((str(mail["to"]), str(mail["message-id"]), link(mail)) for mail in mails)
    assert len({to for to, _, _ in counts}) == len(counts), "two different letters to one person"
    return len(mails) - len(counts)
