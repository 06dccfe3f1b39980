"""Addresses as they stand outside the program: in mails, in QR codes, on paper."""

from django.conf import settings


def absolute(path: str) -> str:
    """The whole address of a path, under PUBLIC_URL; the host of a request is never trusted for this."""
    return str(settings.PUBLIC_URL).rstrip("/") + path
