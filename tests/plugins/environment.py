"""The environment tests and checks run in: every setting of the program, none from the caller's shell.

`python -m tests.plugins.environment <program> …` runs a program in it (type checker, missing migrations).
"""

import base64
import os
import secrets
import sys

from cohort.config.local import folders

SETTINGS = {
    "DJANGO_SETTINGS_MODULE": "cohort.config.settings",
    "SECRET_KEY": "tests-only-" + "0123456789abcdefghij" * 3,
    "DEBUG": "false",
    "DEMO": "false",
    "PUBLIC_URL": "http://localhost",
    "ALLOWED_HOSTS": "localhost,127.0.0.1,testserver",
    "FIELD_KEYS": base64.urlsafe_b64encode(b"field-key-of-tests-only-32-bytes").decode(),
    "LOOKUP_KEY": "tests-only-" + "9876543210zyxwvutsrq" * 3,
    "DATABASE_URL": "postgresql://rygvej_app@localhost/not-yet-started",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "SMTP_HOST": "127.0.0.1",
    "SMTP_PORT": "1",
    "SMTP_USER": "",
    "SMTP_PASSWORD": "",
    "SMTP_SECURITY": "none",
    "MAIL_FROM": "office@study.example",
    "SMS_MAIL_DOMAIN": "sms.example",
    "STUDY_CONTACT_PERSON": "Anne Test",
    "STUDY_CONTACT_PHONE": "+45 12 34 56 78",
    "STUDY_CONTACT_EMAIL": "study@study.example",
    "STUDY_RETURN_ADDRESS": "",
    "PAPER_LATE_DAYS": "14",
    "CLUSTER_ASK_AGAIN_DAYS": "14",
    "PLACES_MOST_LINES": "20000",
    "FILES_DIR": str(folders.LOCAL / "test" / "files"),
    "AUDIT_ANCHORS": "",
    "AUDIT_ANCHOR_EMAIL": "",
    "ERASURES_LIST": "",
    "RETENTION": "dry",
    "RETAIN_CONTACT_DAYS": "365",
    "RETAIN_LINK_DAYS": "30",
    "BOARD_YES": "2",
    "REVIEW_LINK_DAYS": "14",
    "DIARY_ASK_AGAIN_DAYS": "28",
    "PULSE_ASK_AGAIN_DAYS": "364",
    "RETAIN_MESSAGE_DAYS": "365",
    "DATABASE_POOL": "8",
    "TICK_SECONDS": "1",
    "TRUSTED_PROXIES": "0",
    "OIDC_ISSUER": "",
    "OIDC_CLIENT_ID": "",
    "OIDC_CLIENT_SECRET": "",
    "OIDC_SCOPES": "openid",
    "OIDC_CPR_SCOPES": "nin",
    "OIDC_ACR_VALUES": "",
    "OIDC_LOA_CLAIM": "loa",
    "OIDC_LOA_VALUES": "https://data.gov.dk/concept/core/nsis/Substantial,https://data.gov.dk/concept/core/nsis/High",
    "OIDC_CPR_CLAIM": "nin",
    "SESSION_IDLE_MINUTES": "20",
    "SESSION_HOURS": "12",
}
# Where `DATABASE_URL` and `REDIS_URL` of the caller wait until the servers' plugin asks for them.
GIVEN_DATABASE, GIVEN_REDIS, RUN = "TESTS_GIVEN_DATABASE_URL", "TESTS_GIVEN_REDIS_URL", "TESTS_RUN"


def prepare() -> None:
    """Put the settings into this process's environment; processes it starts inherit them."""
    if RUN not in os.environ:  # the first process of the run: its parallel workers find all of this done
        os.environ[RUN] = secrets.token_hex(3)
        for name, kept in (("DATABASE_URL", GIVEN_DATABASE), ("REDIS_URL", GIVEN_REDIS)):
            if given := os.environ.get(name):
                os.environ[kept] = given
    for name in [*SETTINGS, "CLOCK_FILE"]:
        os.environ.pop(f"{name}_FILE", None)
        os.environ.pop(name, None)
    os.environ.update(SETTINGS)


if __name__ == "__main__":
    prepare()
    os.execvp(sys.argv[1], sys.argv[1:])  # noqa: S606
