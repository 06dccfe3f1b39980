"""The mail server of the demonstration."""

import email.policy
import smtplib
import sys
from pathlib import Path
from signal import SIGTERM

import pytest

from cohort.config.local import children, mailbox

pytestmark = pytest.mark.flow


def test_each_mail_becomes_a_file_and_the_oldest_go(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    port, folder = children.free_port(), tmp_path / "mail"
    argv = [sys.executable, "-m", mailbox.__name__, "--port", str(port), "--folder", str(folder)]
    process = children.spawn(argv, log=tmp_path / "log")

    def reached() -> bool:
        try:
            smtplib.SMTP("127.0.0.1", port, timeout=5).close()
        except OSError:
            return False
        return True

    assert children.until(reached, 20)
    for number in range(3):
        with smtplib.SMTP("127.0.0.1", port, timeout=5) as client:
            text = f"Subject: {number}\r\nFrom: a@b.example\r\n\r\nKære ven æøå\r\n".encode()
            client.sendmail("a@b.example", ["../../c@d.example"], text)
    files = sorted(folder.iterdir())
    assert [file.suffix for file in files] == [".eml"] * 3
    mail = email.message_from_bytes(files[0].read_bytes(), policy=email.policy.default)
    assert (mail["Subject"], mail["X-Envelope-To"]) == ("0", "../../c@d.example")
    assert children.stop(process, ((SIGTERM, 10.0),)) == 0


async def accept(handler: mailbox.Folder, body: bytes) -> str:
    from aiosmtpd.smtp import SMTP, Envelope, Session

    envelope = Envelope()
    envelope.content = body
    return await handler.handle_DATA(SMTP(handler), Session(None), envelope)  # type: ignore[arg-type]


def test_the_oldest_go(tmp_path: Path) -> None:
    import asyncio

    handler = mailbox.Folder(tmp_path, kept=2)

    async def five() -> None:
        for number in range(5):
            assert (await accept(handler, str(number).encode())).startswith("250")

    asyncio.run(five())
    assert [file.read_bytes()[-1:] for file in sorted(tmp_path.glob("*.eml"))] == [b"3", b"4"]
