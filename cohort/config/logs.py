"""Logs name no secrets: tokens of personal links and CPR numbers are masked wherever they are written."""

import logging
import re
import time
from typing import Any

from gunicorn.glogging import Logger

# Whatever has the length and the letters of a token, also behind an escaped slash; and the key of a password link.
TOKEN = r"(?:(?<=%2F)|(?<=%2f)|(?<![A-Za-z0-9_-]))[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])"  # noqa: S105 - a pattern
# Ten digits, or six and four: a CPR number, wherever somebody may have typed it. The decimals of a number are none.
CPR = r"(?<!\d)(?<!\d\.)\d{6}(?:[-+\s]|%20|%2[Dd])?\d{4}(?!\d)"
# What the database adds to an error: the row it failed on, to the end of the error's own words.
ROW = r"(?s:(?<=\nDETAIL:  ).+?)(?=\n\n(?:The above|During)|\Z)"
SECRETS = re.compile(rf"{TOKEN}|{CPR}|(?<=/reset/key/)[^/\s\"']+|{ROW}")
MASK = "…"


def masked(text: str) -> str:
    """The text with every secret in it replaced."""
    return SECRETS.sub(MASK, text)


class MaskingFormatter(logging.Formatter):
    """Masks the finished text, traceback included, so that a secret cannot hide in an argument. Times are UTC."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        return masked(super().format(record))


class AccessLogger(Logger):  # type: ignore[misc]
    """Gunicorn's own two logs, told to mask like every other."""

    def setup(self, cfg: Any) -> None:
        super().setup(cfg)
        for log in (self.error_log, self.access_log):
            for handler in log.handlers:
                old = handler.formatter
                handler.setFormatter(MaskingFormatter(old._fmt if old else None, old.datefmt if old else None))
