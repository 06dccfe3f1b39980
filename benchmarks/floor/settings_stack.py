"""The floor with what Django itself puts in front of every page: sessions, languages, sign-in, messages, headers."""

from benchmarks.floor import settings
from benchmarks.floor.settings import *  # noqa: F403

ROOT_URLCONF, WSGI_APPLICATION, USE_TZ = settings.ROOT_URLCONF, settings.WSGI_APPLICATION, settings.USE_TZ
INSTALLED_APPS = [
    *("django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "django.contrib.messages"),
    *settings.INSTALLED_APPS,
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
