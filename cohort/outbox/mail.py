"""Handing letters to the mail server over one connection, and what its answers mean."""

import smtplib
from email.utils import formataddr
from types import TracebackType
from typing import Self
from uuid import UUID

from django.conf import settings
from django.core.mail import EmailMultiAlternatives, get_connection

from cohort.outbox.letters import Letter

# Many servers close a connection after a hundred or so mails.
PER_CONNECTION = 50
# How the reason begins where the server did not take the recipient; with the server's code after it.
REFUSED = "recipient_"


class Unreachable(Exception):
    """No conversation with the mail server is possible; says nothing about any message."""


class TriedInVain(Exception):
    """This message did not leave, or nobody knows whether it did; later it may. `reason` is a code."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(TriedInVain):
    """The server refuses the recipient for good."""


class Transport:
    """One connection to the mail server, opened when needed and used again for the next letter."""

    def __init__(self) -> None:
        self._connection = get_connection()
        self._sent: int | None = None  # over the present connection; None: there is none

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._close()

    def open(self) -> None:
        """Have a connection. Raises Unreachable."""
        if self._sent is not None and self._sent >= PER_CONNECTION:
            self._close()
        if self._sent is None:
            try:
                self._connection.open()
            except (smtplib.SMTPException, OSError) as error:
                raise Unreachable(type(error).__name__) from error
            self._sent = 0

    def send(self, letter: Letter, uuid: UUID) -> None:
        """Send over the open connection. Raises Refused or TriedInVain; anything else is a fault in the letter."""
        mail = _mail(letter, uuid)
        try:
            self._connection.send_messages([mail])
        except smtplib.SMTPRecipientsRefused as error:
            code = next(iter(error.recipients.values()))[0]
            raise (Refused if code >= 500 else TriedInVain)(f"{REFUSED}{code}") from error
        except smtplib.SMTPResponseException as error:
            self._close()
            raise TriedInVain(f"smtp_{error.smtp_code}") from error
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            raise TriedInVain("timeout" if isinstance(error, TimeoutError) else "disconnected") from error
        self._sent = (self._sent or 0) + 1

    def _close(self) -> None:
        if self._sent is not None:
            self._connection.close()
            self._sent = None


def _mail(letter: Letter, uuid: UUID) -> EmailMultiAlternatives:
    """The same row always bears the same Message-ID, so that mailboxes can tell a repeat."""
    domain = settings.MAIL_FROM.rpartition("@")[2]
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=formataddr((letter.sender, settings.MAIL_FROM)),
        to=[letter.to],
        reply_to=[formataddr((letter.sender, letter.reply_to))] if letter.reply_to else None,
        headers={"Message-ID": f"<{uuid}@{domain}>", "Auto-Submitted": "auto-generated"},
    )
    if letter.html:
        mail.attach_alternative(letter.html, "text/html")
    return mail
