"""Letters, and who writes them: the outbox carries messages without knowing what they are about."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Protocol

from django.template.loader import render_to_string
from django.utils.translation import get_language

from cohort.outbox.models import Message

SMS_LENGTH = 160


@dataclass(frozen=True)
class Letter:
    """One e-mail, ready to leave. An SMS is a letter to its gateway: without subject and without HTML."""

    to: str
    sender: str  # the name shown as sender; the address is the program's own
    subject: str
    text: str
    html: str = ""
    reply_to: str = ""  # where an answer goes; empty: to the program's own address

    def to_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False)

    @classmethod
    def from_json(cls, text: str) -> "Letter":
        return cls(**json.loads(text))


@dataclass(frozen=True)
class Aside:
    """A quiet line with a link of its own at the end of a letter."""

    words: str
    link: str


class Courier(Protocol):
    """Whoever writes the letters of one kind of message."""

    def wanted(self, message: Message) -> str:
        """Empty when the message should go now; otherwise a short code for the reason why not."""

    def compose(self, message: Message) -> Letter:
        """The letter. Called once for each message; further attempts send the same letter."""


def write(
    *,
    to: str,
    sender: str,
    subject: str,
    opening: Sequence[str],
    closing: Sequence[str],
    link: str = "",
    button: str = "",
    reply_to: str = "",
    aside: Aside | None = None,
) -> Letter:
    """A letter: paragraphs, at most one link to follow (a button in HTML), paragraphs, and at most one line aside.

    The plain text says everything; the HTML says the same and loads nothing. In the language that is active.
    """
    words = {
        "subject": subject,
        "opening": opening,
        "link": link,
        "button": button,
        "closing": closing,
        "aside": aside,
        "language": get_language(),
    }
    return Letter(
        to=to,
        sender=sender,
        subject=subject,
        text=render_to_string("outbox/mail/letter.txt", words).strip() + "\n",
        html=render_to_string("outbox/mail/letter.html", words),
        reply_to=reply_to,
    )


def write_sms(*, to: str, sender: str, words: str, link: str) -> Letter:
    """A text message to its gateway: `words` hold %(sender)s, which is cut so that all fits into 160 characters."""
    room = SMS_LENGTH - len(words % {"sender": ""}) - len(link) - 1
    name = sender if len(sender) <= room else sender[: max(room - 1, 0)].rstrip() + "."
    text = words % {"sender": name} if room > 0 else ""
    return Letter(to=to, sender=sender, subject="", text=f"{text} {link}".strip())
