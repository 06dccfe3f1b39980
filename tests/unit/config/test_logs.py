"""What the logs say of addresses that are secrets."""

import io
import logging
import logging.config
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.db import IntegrityError
from django.test import Client
from gunicorn.config import Config

from cohort.common.tokens import new_token
from cohort.config.celery import app
from cohort.config.logs import AccessLogger, MaskingFormatter, masked
from cohort.members.models import Practice
from tests import factories

ADDRESSES = [
    "/l/{}/",
    "/l/{}/consent/",
    "/q/{}/",
    "/mine/{}/",
    "/L/{}/",
    "/%6c/{}/",
    "/k/?u=%2Fl%2F{}%2F",
    "/accounts/password/reset/key/1-{}/",
]


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What a handler with the program's own format writes."""
    logging.config.dictConfig(settings.LOGGING)
    form = next(h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler).formatter
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(form)
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


@pytest.mark.covers("S13")
@pytest.mark.django_db
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_log_masks_the_token_of_an_address(address: str, written: io.StringIO) -> None:
    token = new_token()
    Client().post(address.format(token))
    logging.getLogger("django.request").warning("Not Found: %s", address.format(token))
    assert "Not Found" in written.getvalue()
    assert token not in written.getvalue()


def test_a_traceback_is_masked_too(written: io.StringIO) -> None:
    token = new_token()
    try:
        raise ValueError(f"/l/{token}/")
    except ValueError:
        logging.getLogger("django.request").exception("broken")
    assert "ValueError: /l/…/" in written.getvalue()


@pytest.mark.covers("S13")
def test_both_logs_of_the_web_server_are_masked() -> None:
    config = Config()
    config.set("accesslog", "-")
    logger = AccessLogger(config)
    token = new_token()
    for log in (logger.error_log, logger.access_log):
        assert log.handlers
        for handler in log.handlers:
            line = handler.format(logging.LogRecord("x", logging.INFO, "", 0, "POST /l/%s/", (token,), None))
            assert token not in line
            assert "POST /l/…/" in line


@pytest.mark.parametrize("typed", ["2101270087", "210127-0087", "210127 0087", "210127%200087", "210127+0087"])
def test_a_personal_number_is_masked_wherever_it_stands(typed: str, written: io.StringIO) -> None:
    logging.getLogger("django.request").warning("Not Found: /practice/enrol/?q=%s&x", typed)
    try:
        raise ValueError(typed)
    except ValueError:
        logging.getLogger("django.request").exception("broken")
    assert "0087" not in written.getvalue()
    assert "/practice/enrol/?q=…&x" in written.getvalue()


@pytest.mark.django_db
def test_the_row_that_the_database_refused_is_not_told(written: io.StringIO) -> None:
    practice = factories.practice("Kanariehuset")
    try:
        Practice.objects.filter(pk=practice.pk).update(provider_number="x")
    except IntegrityError:
        logging.getLogger("django.request").exception("broken")
    assert written.getvalue().count("DETAIL:  …") == 2  # the driver's error, and Django's that was made of it
    assert "Kanariehuset" not in written.getvalue()


@pytest.mark.covers("S22")
def test_worker_and_beat_write_through_the_same_mask() -> None:
    logging.config.dictConfig(settings.LOGGING)
    before = [type(handler.formatter) for handler in logging.getLogger().handlers]
    app.log.already_setup = False
    app.log.setup(loglevel=logging.INFO, redirect_stdouts=True)
    assert [type(handler.formatter) for handler in logging.getLogger().handlers] == before
    for name in ("celery", "celery.task", "celery.app.trace", "celery.worker"):
        assert not [one for one in logging.getLogger(name).handlers if isinstance(one, logging.StreamHandler)]
    assert MaskingFormatter in before


def test_other_words_stay() -> None:
    for text in (
        "2026-11-22T05:55:04.123Z",
        "in 0.0123456789 s",
        "12345678901",
        "127.0.0.1:54321",
        "a" * 42,
        "a" * 44,
        "GET /practice/ 200",
        "sha256 " + "0f" * 32,
    ):
        assert masked(text) == text
