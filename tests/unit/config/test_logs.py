"""What the log says of addresses that are secrets."""

import io
import logging
import logging.config

import pytest
from django.conf import settings
from django.test import Client

from cohort.common.tokens import new_token


@pytest.mark.covers("S13")
@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/l/{}/", "/l/{}/consent/", "/q/{}/", "/accounts/password/reset/key/1-{}/"])
def test_the_log_masks_the_token_of_an_address(address: str) -> None:
    written = io.StringIO()
    handler = logging.StreamHandler(written)
    logging.config.dictConfig(settings.LOGGING)
    for one in next(h for h in logging.getLogger().handlers if type(h) is logging.StreamHandler).filters:
        handler.addFilter(one)
    logger = logging.getLogger("django.request")
    logger.addHandler(handler)
    token = new_token()
    try:
        Client().post(address.format(token))
        logger.warning("Not Found: %s", address.format(token))
    finally:
        logger.removeHandler(handler)
    assert "Not Found" in written.getvalue()
    assert token not in written.getvalue()
