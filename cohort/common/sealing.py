"""Sealing of what identifies people, and finding it again without opening it.

Values are Fernet tokens under FIELD_KEYS (first key seals, all keys open); indexes are keyed hashes under
LOOKUP_KEY, another key, with the purpose mixed in, so that equal values in two columns do not look equal. How keys
change while the program runs stands in docs/operate/keys.md and cohort/config/management/commands/rotate_keys.py.
"""

import hashlib
import hmac
import unicodedata
from functools import cache

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings


@cache
def _box(keys: tuple[str, ...]) -> MultiFernet:
    return MultiFernet([Fernet(key) for key in keys])


def seal_bytes(plain: bytes) -> bytes:
    return _box(tuple(settings.FIELD_KEYS)).encrypt(plain)


def open_bytes(sealed: bytes) -> bytes:
    """The plain bytes; raises `cryptography.fernet.InvalidToken` when no key fits."""
    return _box(tuple(settings.FIELD_KEYS)).decrypt(sealed)


def is_newest(sealed: bytes) -> bool:
    """Whether the first key opens it: what it sealed needs no other key."""
    try:
        _box((settings.FIELD_KEYS[0],)).decrypt(sealed)
    except InvalidToken:
        return False
    return True


def seal_again(sealed: bytes) -> bytes:
    """The same content under the first key; raises `InvalidToken` when no key fits."""
    return _box(tuple(settings.FIELD_KEYS)).rotate(sealed)


def seal(plain: str) -> str:
    return seal_bytes(plain.encode()).decode()


def unseal(sealed: str) -> str:
    return open_bytes(sealed.encode()).decode()


def normalised(value: str) -> str:
    """Trimmed, case-folded, composed (NFC), single spaces: what two spellings of one thing share."""
    return " ".join(unicodedata.normalize("NFC", value).casefold().split())


def lookup_secrets() -> list[str]:
    """The keys under which somebody may be found: the first one writes, the other one is there while keys change."""
    return list(settings.LOOKUP_KEYS)


def lookup_hash(purpose: str, *values: str, secret: str = "") -> str:
    """Keyed hash in hexadecimal of the normalised values, for unique constraints and exact search.

    It is written under the first key; another `secret` is for looking only.
    """
    text = "\x1f".join((purpose, *(normalised(value) for value in values)))
    return hmac.new((secret or settings.LOOKUP_KEYS[0]).encode(), text.encode(), hashlib.sha256).hexdigest()
