"""A mail server that answers as a test wants, and couriers without a database behind them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import LazySettings

from cohort.config.local import children
from cohort.outbox.letters import Letter
from cohort.outbox.models import Message


@dataclass
class Server:
    """Keeps what arrives; answers RCPT and DATA with `recipient` and `data` where they are set."""

    arrived: list[bytes] = field(default_factory=list)
    peers: set[Any] = field(default_factory=set)
    recipient: str = ""
    data: str = ""

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.recipient:
            return self.recipient
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.data:
            return self.data
        self.peers.add(session.peer)
        content = envelope.content or b""
        self.arrived.append(content.encode() if isinstance(content, str) else content)
        return "250 OK"


@pytest.fixture
def server(settings: LazySettings) -> Iterator[Server]:
    """A real SMTP server on a loopback port, and settings that lead to it."""
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=children.free_port())
    controller.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST = "127.0.0.1"
    settings.EMAIL_PORT = controller.port
    settings.EMAIL_TIMEOUT = 2
    yield handler
    controller.stop()


@dataclass
class Desk:
    """A courier that counts its letters."""

    composed: int = 0
    reason: str = ""
    fault: Exception | None = None

    def wanted(self, message: Message) -> str:
        return self.reason

    def compose(self, message: Message) -> Letter:
        if self.fault:
            raise self.fault
        self.composed += 1
        return Letter(f"{message.about}@test.example", "Lægehuset", "Emne", f"Link nr. {self.composed} æøå\n")


@pytest.fixture
def desk() -> Desk:
    return Desk()
