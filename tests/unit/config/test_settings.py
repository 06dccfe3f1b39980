"""A wrong setting stops the start and is named, with what is expected; secrets may come from files."""

import subprocess
import sys
from pathlib import Path

import pytest

from cohort.config.local import folders
from tests.plugins import environment

FIELD_KEY = environment.SETTINGS["FIELD_KEYS"]
ASK = "from django.conf import settings; print(settings.SECRET_KEY, settings.EMAIL_PORT)"


def start(ask: str = ASK, **changes: str | None) -> subprocess.CompletedProcess[str]:
    """Read the settings in a process whose environment holds the tests' settings with changes; None takes one out."""
    env = {**environment.SETTINGS, **changes}
    return subprocess.run(
        [sys.executable, "-c", ask],
        env={name: value for name, value in env.items() if value is not None},
        cwd=folders.CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_settings_of_the_tests_are_right() -> None:
    assert start().returncode == 0


@pytest.mark.covers("S26")
@pytest.mark.parametrize(
    ("name", "value", "expected"),
    [
        ("SECRET_KEY", None, "not set"),
        ("SECRET_KEY", "short", "at least 40"),
        ("SECRET_KEY", "django-insecure-" + "x" * 50, "random"),
        ("SECRET_KEY", "a" * 60, "random"),
        ("FIELD_KEYS", None, "not set"),
        ("FIELD_KEYS", "", "Fernet key"),
        ("FIELD_KEYS", "not-a-key", "Fernet key"),
        ("FIELD_KEYS", FIELD_KEY[:-4], "Fernet key"),
        ("FIELD_KEYS", f"{FIELD_KEY},{FIELD_KEY}", "a key of its own"),
        ("LOOKUP_KEY", None, "not set"),
        ("LOOKUP_KEY", "", "one key is expected"),
        ("LOOKUP_KEY", "short", "at least 40"),
        ("LOOKUP_KEY", f"{'a' * 40},short", "at least 40"),
        ("LOOKUP_KEY", f"{'a' * 40},{'a' * 40}", "a key of its own"),
        ("LOOKUP_KEY", ",".join(letter * 40 for letter in "abc"), "one key is expected"),
        ("LOOKUP_KEY", FIELD_KEY, "a key of its own"),
        ("DATABASE_URL", "nonsense", "DATABASE_URL"),
        ("DATABASE_URL", "sqlite:///x.db", "postgresql://"),
        ("DATABASE_URL", "postgresql://", "postgresql://"),
        ("REDIS_URL", "http://somewhere", "redis://"),
        ("REDIS_URL", "redis://", "redis://"),
        ("REDIS_URL", "redis://host:abc/0", "redis://"),
        ("LOOKUP_KEY", environment.SETTINGS["SECRET_KEY"], "a key of its own"),
        ("FILES_DIR", "", "whole path"),
        ("FILES_DIR", __file__, "a folder"),
        ("SMTP_HOST", "", "something"),
        ("STUDY_CONTACT_PHONE", "", "something"),
        ("SMS_MAIL_DOMAIN", "not a domain", "a domain"),
        ("PUBLIC_URL", "https://rygvej.example/path?q", "without a path"),
        ("PUBLIC_URL", "rygvej.example", "https://"),
        ("SMTP_PORT", "many", "integer"),
        ("SMTP_SECURITY", "some", "starttls"),
        ("MAIL_FROM", "nobody", "e-mail address"),
        ("TICK_SECONDS", "0", "1 to 3600"),
        ("DEBUG", "perhaps", "boolean"),
    ],
)
def test_a_wrong_setting_is_named(name: str, value: str | None, expected: str) -> None:
    done = start(**{name: value})
    assert done.returncode != 0
    said = done.stderr
    assert "Traceback" not in said
    assert f"  {name}: " in said
    assert expected in said
    assert not value or "KEY" not in name or value not in said  # a secret is not repeated


def test_without_a_word_from_the_operator_nothing_is_removed_by_its_age() -> None:
    ask = "from django.conf import settings; print(settings.RETENTION)"
    assert [start(ask, RETENTION=said).stdout for said in (None, "dry", "apply")] == ["dry\n", "dry\n", "apply\n"]
    for said in ("", "yes"):
        assert "  RETENTION: " in start(ask, RETENTION=said).stderr


def test_two_lookup_keys_while_they_change_are_right() -> None:
    assert start(LOOKUP_KEY=f"{'a' * 40},{environment.SETTINGS['LOOKUP_KEY']}").returncode == 0


@pytest.mark.covers("S26")
def test_development_pages_are_refused_where_people_are() -> None:
    assert "DEBUG" in start(DEBUG="true", PUBLIC_URL="https://rygvej.example").stderr
    assert start(DEBUG="true").returncode == 0


def test_all_faults_are_told_at_once() -> None:
    said = start(MAIL_FROM="nobody", TICK_SECONDS="0").stderr
    assert "MAIL_FROM" in said
    assert "TICK_SECONDS" in said


def test_a_secret_may_stand_in_a_file_with_a_line_end(tmp_path: Path) -> None:
    file = tmp_path / "secret_key"
    file.write_text("0123456789" * 4 + "\n")
    done = start(SECRET_KEY=None, SECRET_KEY_FILE=str(file))
    assert done.stdout.startswith("0123456789" * 4 + " ")
