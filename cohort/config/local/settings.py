"""The demo's settings: keys are made once, addresses at every start; kept in `.rygvej/demo/env`.

The file has the form of shell assignments: `set -a; . .rygvej/demo/env` lets manage.py look into a running demo.
"""

import base64
import secrets
import shlex
from collections.abc import Mapping
from pathlib import Path

from cohort.config.local.errors import LocalServerError

KEYS = ("SECRET_KEY", "FIELD_KEYS", "LOOKUP_KEY")

# Every setting the program reads; none of them comes from the caller's shell.
NAMES = (
    *KEYS,
    *("DJANGO_SETTINGS_MODULE", "DEBUG", "DEMO"),
    *(
        "DATABASE_URL",
        "REDIS_URL",
        "PUBLIC_URL",
        "ALLOWED_HOSTS",
        "FILES_DIR",
        "DATABASE_POOL",
        "TICK_SECONDS",
        "TRUSTED_PROXIES",
    ),
    *("SMTP_HOST", "SMTP_PORT", "SMTP_USER", "SMTP_PASSWORD", "SMTP_SECURITY"),
    *("SESSION_IDLE_MINUTES", "SESSION_HOURS"),
    *("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_SCOPES", "OIDC_CPR_SCOPES"),
    *("OIDC_ACR_VALUES", "OIDC_LOA_CLAIM", "OIDC_LOA_VALUES", "OIDC_CPR_CLAIM"),
    *("MAIL_FROM", "SMS_MAIL_DOMAIN", "AUDIT_ANCHORS", "AUDIT_ANCHOR_EMAIL"),
    *("ERASURES_LIST", "RETENTION", "RETAIN_CONTACT_DAYS", "RETAIN_LINK_DAYS", "RETAIN_MESSAGE_DAYS"),
    *("BOARD_YES", "REVIEW_LINK_DAYS"),
    *("DIARY_ASK_AGAIN_DAYS", "PULSE_ASK_AGAIN_DAYS"),
    *("STUDY_CONTACT_PERSON", "STUDY_CONTACT_PHONE", "STUDY_CONTACT_EMAIL"),
    *("STUDY_RETURN_ADDRESS", "PAPER_LATE_DAYS"),
    *("CLUSTER_ASK_AGAIN_DAYS", "PLACES_MOST_LINES"),
)


def keys(file: Path) -> dict[str, str]:
    """The keys of an earlier start, or new ones. Losing them loses what was encrypted with them."""
    known = read(file)
    lost = [name for name in KEYS if not known.get(name)]
    if lost and (file.parent / "seeded").exists():
        raise LocalServerError(
            f"{file} has lost {', '.join(lost)}, without which nobody's name can be read: "
            f"put a copy back, or delete {file.parent} to begin anew with other people."
        )
    # 32 bytes in padded URL-safe base64: what Fernet asks for, and long enough for the other two.
    return {name: known.get(name) or base64.urlsafe_b64encode(secrets.token_bytes(32)).decode() for name in KEYS}


def fixed(address: str, host: str, files: Path) -> dict[str, str]:
    """What the demo decides itself; the addresses of its servers are added where they are started."""
    return {
        "DJANGO_SETTINGS_MODULE": "cohort.config.settings",
        "DEBUG": "false",
        "DEMO": "true",
        "PUBLIC_URL": address,
        "ALLOWED_HOSTS": ",".join(dict.fromkeys((host, "localhost", "127.0.0.1"))),
        "SMTP_HOST": "127.0.0.1",
        "SMTP_USER": "",
        "SMTP_PASSWORD": "",
        "SMTP_SECURITY": "none",
        "MAIL_FROM": "office@study.example",
        "SMS_MAIL_DOMAIN": "sms.example",
        "STUDY_CONTACT_PERSON": "Anne Madsen",
        "STUDY_CONTACT_PHONE": "+45 00 00 00 00",
        "STUDY_CONTACT_EMAIL": "study@study.example",
        "STUDY_RETURN_ADDRESS": "Rygvej, Eksempelvej 1, 5000 Odense C",
        "FILES_DIR": str(files),
        "TICK_SECONDS": "5",
    }


def read(file: Path) -> dict[str, str]:
    """Name → value; empty if there is no such file."""
    if not file.exists():
        return {}
    try:
        pairs = [line.partition("=") for line in file.read_text().splitlines() if "=" in line]
        return {name: " ".join(shlex.split(value)) for name, _, value in pairs}
    except ValueError:
        raise LocalServerError(
            f"{file} is damaged: put a copy back, or delete {file.parent} to begin anew with other people."
        ) from None


def write(file: Path, values: Mapping[str, str]) -> None:
    """Replace the file; only its owner may read it."""
    part = file.with_name(file.name + ".part")
    part.touch(mode=0o600)
    part.chmod(0o600)
    part.write_text("".join(f"{name}={shlex.quote(value)}\n" for name, value in values.items()))
    part.rename(file)
