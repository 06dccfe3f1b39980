"""Reading back the mails that the local mail server has put into a folder."""

import email
import email.policy
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path


@dataclass(frozen=True)
class Mail:
    name: str
    sender: str
    to: str
    subject: str
    text: str
    arrived: datetime


def mails(folder: Path, limit: int = 100) -> list[Mail]:
    """The newest mails first."""
    files = sorted(folder.glob("*.eml"), key=lambda file: file.stat().st_mtime_ns, reverse=True)
    return [read(file) for file in files[:limit]]


def find(folder: Path, name: str) -> Mail | None:
    """The mail of that file name; None where there is none. A name never leads out of the folder."""
    file = folder / f"{name}.eml"
    return read(file) if file.parent == folder and file.is_file() else None


def read(file: Path) -> Mail:
    message = email.message_from_bytes(file.read_bytes(), _class=EmailMessage, policy=email.policy.default)
    body = message.get_body(preferencelist=("plain", "html"))
    return Mail(
        name=file.stem,
        sender=str(message["from"] or ""),
        to=str(message["to"] or ""),
        subject=str(message["subject"] or ""),
        text=body.get_content() if isinstance(body, EmailMessage) else "",
        arrived=datetime.fromtimestamp(file.stat().st_mtime).astimezone(),
    )
