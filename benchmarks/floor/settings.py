"""Bare Django with the pool, the proxy's address and the form protection of the program, and no more."""

from cohort.config.settings import (  # noqa: TID251
    ALLOWED_HOSTS,
    CSRF_TRUSTED_ORIGINS,
    DATABASES,
    LOGGING,
    SECRET_KEY,
    STORAGES,
    TIME_ZONE,
)

__all__ = ["ALLOWED_HOSTS", "CSRF_TRUSTED_ORIGINS", "DATABASES", "LOGGING", "SECRET_KEY", "STORAGES", "TIME_ZONE"]

DATABASES["default"] |= {
    "ENGINE": "django.db.backends.postgresql",
    "ATOMIC_REQUESTS": False,
    "CONN_HEALTH_CHECKS": True,  # as Django has them; the program's own engine does its own
}
INSTALLED_APPS = ["benchmarks.floor"]
MIDDLEWARE = ["django.middleware.common.CommonMiddleware", "django.middleware.csrf.CsrfViewMiddleware"]
ROOT_URLCONF = "benchmarks.floor.urls"
WSGI_APPLICATION = "cohort.config.wsgi.application"
USE_TZ = True
