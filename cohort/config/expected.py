"""What settings must fulfil beyond their type. Each check returns a sentence for a wrong value, or nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from cryptography.fernet import Fernet
from environs import validate


def between(least: int, most: int) -> validate.Range:
    return validate.Range(min=least, max=most, error=f"{least} to {most} are expected")


def secret_key(key: str) -> str:
    """Nobody's default, and nothing typed by hand: fewer than five different characters were never drawn at random."""
    bad = key.startswith("django-insecure-") or len(set(key)) < 5
    return "random characters of your own are expected" if bad else ""


def field_keys(keys: Sequence[str]) -> str:
    """Each key is 32 bytes in URL-safe base64; at least one."""
    try:
        for key in keys:
            Fernet(key)
    except ValueError as error:
        return f"Fernet keys with commas between them are expected: {error}"
    if not keys:
        return "at least one Fernet key is expected"
    return different_keys(keys)


def lookup_keys(keys: Sequence[str]) -> str:
    """One, or two while it changes. Whoever guessed it could try every CPR number: it must be beyond guessing."""
    if len(keys) not in (1, 2):
        return "one key is expected, or two with a comma between while it changes"
    return "" if all(len(key) >= 40 for key in keys) else "at least 40 random characters are expected"


def different_keys(keys: Sequence[str]) -> str:
    """Whoever learns one key must not have learnt another."""
    return "" if len(set(keys)) == len(keys) else "a key of its own is expected"


def database(value: Mapping[str, Any]) -> str:
    """PostgreSQL, and a database of it."""
    good = value.get("ENGINE") == "django.db.backends.postgresql" and value.get("NAME")
    return "" if good else "an address such as postgresql://role:password@host:5432/name is expected"


def redis(url: str) -> str:
    """A server, or a socket, of Redis or Valkey."""
    parts = urlsplit(url)
    try:
        good = parts.scheme in ("redis", "rediss") and parts.hostname and (parts.port or 6379)
    except ValueError:
        good = False
    good = good or (parts.scheme == "redis+socket" and parts.path.startswith("/"))
    return "" if good else "an address such as redis://:password@host:6379/0 is expected"


def public_url(url: str) -> str:
    """Scheme and host, and nothing behind them: paths are added."""
    parts = urlsplit(url)
    plain = parts.path in ("", "/") and not parts.query and not parts.fragment
    return "" if plain else "an address without a path is expected, such as https://rygvej.example"


def folder(path: Path) -> str:
    """One place, from wherever the process is started."""
    if not path.is_absolute():
        return "the whole path of a folder is expected"
    return "a folder is expected, and this is none" if path.exists() and not path.is_dir() else ""


def broker(issuer: str, client_id: str, client_secret: str, scopes: Sequence[str]) -> str:
    """Spoken to over TLS, unless it runs on this very machine; with the name and secret it knows us by."""
    if not issuer:
        return ""
    parts = urlsplit(issuer)
    local = parts.scheme == "http" and parts.hostname in ("localhost", "127.0.0.1")
    if not parts.hostname or not (parts.scheme == "https" or local):
        return "an address such as https://broker.example is expected"
    if not client_id or not client_secret:
        return "OIDC_CLIENT_ID and OIDC_CLIENT_SECRET are expected beside it"
    return "" if "openid" in scopes else "openid is expected among OIDC_SCOPES"


def development(debug: bool, url: str) -> str:
    """Development pages tell a visitor what only the operator may know."""
    return "false is expected where PUBLIC_URL is https" if debug and url.startswith("https") else ""


def faults(found: Mapping[str, str]) -> str:
    """The message of a start that stops: each setting on a line of its own."""
    lines = [f"  {name}: {sentence}" for name, sentence in found.items()]
    return "\n".join(["Rygvej does not start. These settings are missing or wrong:", *lines])
