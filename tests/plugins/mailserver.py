"""A mail server inside the test process: collects, refuses, goes away and comes back at the same address."""

import email
import email.policy
from dataclasses import dataclass, field
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from cohort.config.local import children


@dataclass
class Mailserver:
    """`mails` are those accepted, in order; `refusal` is what it answers instead of accepting."""

    port: int = field(default_factory=children.free_port)
    mails: list[EmailMessage] = field(default_factory=list)
    recipients: list[list[str]] = field(default_factory=list)
    refusal: str = ""
    refused: int = 0
    controller: Controller | None = None

    def start(self) -> None:
        """Listen; a connection before that is refused by the system."""
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        """Go away; may be started again."""
        if self.controller is not None:
            self.controller.stop()
            self.controller = None

    def to(self, address: str) -> list[EmailMessage]:
        """The mails to one address."""
        # Not strict: the server's thread may be between its two lists.
        pairs = zip(self.mails, self.recipients, strict=False)
        return [mail for mail, recipients in pairs if address in recipients]

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by aiosmtpd in its own thread when a mail has arrived whole."""
        if self.refusal:
            self.refused += 1
            return self.refusal
        content = envelope.content or b""
        raw = content.encode() if isinstance(content, str) else content
        mail = email.message_from_bytes(raw, _class=EmailMessage, policy=email.policy.default)
        self.recipients.append([str(address) for address in envelope.rcpt_tos])
        self.mails.append(mail)
        return "250 OK"
