"""Signing in for tests: the short way for pages behind it, the real way where signing in is the matter."""

import time

import pyotp
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.test import Client

from cohort.accounts.models import User
from cohort.common import clock
from cohort.members import own
from cohort.members.models import Participant
from tests.factories import PASSWORD, TOTP_SECRET

SECOND_STEP = "/accounts/second-factor/sign-in/"
SET_UP = "/accounts/second-factor/set-up/"
PERIOD, ENOUGH = 30, 2  # seconds: of a code, and to send it on a busy machine


def sign_in(client: Client, user: User) -> Client:
    """A session as it is after signing in with both factors."""
    client.force_login(user)
    session = client.session
    session["account_authentication_methods"] = [
        {"method": "password", "at": 0},
        {"method": "mfa", "at": 0, "type": Authenticator.Type.TOTP},
    ]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def sign_in_own(client: Client, participant: Participant) -> Client:
    """A participant's own session, as it is after the code by the other channel."""
    session = client.session
    now = clock.now().timestamp()
    session.update({own.WHO: participant.pk, own.SINCE: now, own.SEEN: now})
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    return client


def give_password(client: Client, user: User, password: str = PASSWORD) -> str:
    """Fill in the sign-in page; returns where it leads, or nothing when it stays."""
    response = client.post("/accounts/login/", {"login": user.email, "password": password})
    return response.headers.get("Location", "")


def give_code(client: Client, code: str = "") -> str:
    """Fill in the second step, with the present code unless another is given; returns as `give_password` does."""
    response = client.post(SECOND_STEP, {"code": code or present_code()})
    return response.headers.get("Location", "")


def present_code(secret: str = TOTP_SECRET) -> str:
    """What the authenticator shows now; near its end the next one is waited for, as a person would."""
    left = PERIOD - time.time() % PERIOD
    if left < ENOUGH:
        time.sleep(left)
    return pyotp.TOTP(secret).now()
