"""Logs name no secrets: the token of a personal link is masked wherever an address is written."""

import logging
import re

# /l/<token>/ and /q/<token>/, and the one-time key of a password link
SECRETS = re.compile(r"(/[lq]/|/reset/key/)[^/\s\"']+")
MASK = r"\1…"


class MaskSecrets(logging.Filter):
    """Rewrites the finished line, so that a secret cannot hide in its arguments."""

    def filter(self, record: logging.LogRecord) -> bool:
        line = record.getMessage()
        masked = SECRETS.sub(MASK, line)
        if masked != line:
            record.msg, record.args = masked, ()
        return True
