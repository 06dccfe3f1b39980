"""Logs name no secrets: the token of a personal link is masked wherever an address is written."""

import logging
import re
from typing import Any

from gunicorn.glogging import Logger

# /l/<token>/ and /q/<token>/, and the one-time key of a password link
SECRETS = re.compile(r"(/[lq]/|/reset/key/)[^/\s\"']+")
MASK = r"\1…"


def masked(text: str) -> str:
    """The text with every secret part of an address replaced."""
    return SECRETS.sub(MASK, text)


class AccessLogger(Logger):  # type: ignore[misc]
    """Gunicorn's log of requests, told to mask like every other."""

    def atoms(self, *args: Any) -> dict[str, Any]:
        atoms: dict[str, Any] = super().atoms(*args)
        return {name: masked(value) if isinstance(value, str) else value for name, value in atoms.items()}


class MaskSecrets(logging.Filter):
    """Rewrites the finished line, so that a secret cannot hide in its arguments."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        if (told := masked(line)) != line:
            record.msg, record.args = told, ()
        return True
