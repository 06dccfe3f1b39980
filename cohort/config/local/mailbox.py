"""A mail server that ends in a folder: `python -m cohort.config.local.mailbox --port 2525 --folder mail`.

Each mail becomes one .eml file whose name sorts by time of arrival; the oldest go when there are too many.
"""

import argparse
import signal
import threading
import time
from itertools import count
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

KEPT = 1000
LARGEST = 10_000_000  # bytes of one mail


class Folder:
    """Takes every mail and writes it into a folder."""

    def __init__(self, folder: Path, kept: int = KEPT) -> None:
        self.folder = folder
        self.kept = kept
        self.numbers = count()
        folder.mkdir(parents=True, exist_ok=True)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        """Called by aiosmtpd when a mail has arrived whole; the answer goes back to the sender."""
        content = envelope.content or b""
        body = content.encode() if isinstance(content, str) else content
        to = ", ".join(address for address in envelope.rcpt_tos if address)
        name = f"{time.time_ns():020d}-{next(self.numbers):04d}"
        part = self.folder / f"{name}.part"
        part.write_bytes(f"X-Envelope-To: {to}\r\n".encode() + body)
        part.rename(self.folder / f"{name}.eml")  # readers never see half a mail
        for old in sorted(self.folder.glob("*.eml"))[: -self.kept]:
            old.unlink(missing_ok=True)
        return "250 Message accepted for delivery"


def main() -> None:
    """Serve until SIGTERM or SIGINT."""
    parser = argparse.ArgumentParser(description="Write arriving mail into a folder.")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--folder", type=Path, required=True)
    arguments = parser.parse_args()
    ended = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: ended.set())
    controller = Controller(
        Folder(arguments.folder), hostname="127.0.0.1", port=arguments.port, data_size_limit=LARGEST
    )
    controller.start()
    ended.wait()
    controller.stop()


if __name__ == "__main__":
    main()
