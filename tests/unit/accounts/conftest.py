"""Passwords are hashed quickly here: that slow hashing is slow is no business of these tests."""

import pytest
from pytest_django import Settings


@pytest.fixture(autouse=True)
def _quick_hashing(settings: Settings) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
