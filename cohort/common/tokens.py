"""Secrets that are handed out, and what is kept of them."""

import hashlib
import secrets

# Without 0 O 1 I L U: read aloud and typed by people who look for their glasses.
CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 8


def new_token() -> str:
    """A capability for a link: 256 bits, 43 URL-safe characters."""
    return secrets.token_urlsafe(32)


def new_code() -> str:
    """A short code to type, about 39 bits: only for what lives an hour, works once and is throttled."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(CODE_LENGTH))


def tidy_code(typed: str) -> str:
    """What a person typed, as the code was made: upper case, without spaces and dashes."""
    return "".join(typed.upper().replace("-", "").split())


def digest(token: str) -> str:
    """What the database keeps: SHA-256 in hexadecimal. A fast hash is right at this entropy."""
    return hashlib.sha256(token.encode()).hexdigest()
