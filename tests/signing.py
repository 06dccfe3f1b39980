"""Signing in for tests: the short way for pages behind it, the real way where signing in is the matter."""

import pyotp
from allauth.mfa.models import Authenticator
from django.test import Client

from cohort.accounts.models import User
from cohort.accounts.permissions import SECOND_FACTOR_ROLES
from tests.factories import PASSWORD, TOTP_SECRET


def sign_in(client: Client, user: User) -> Client:
    """A session as it is after signing in, second factor included where the role needs one."""
    client.force_login(user)
    session = client.session
    records = [{"method": "password", "at": 0}]
    if user.role in SECOND_FACTOR_ROLES:
        records.append({"method": "mfa", "at": 0, "type": Authenticator.Type.TOTP})
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def give_password(client: Client, user: User, password: str = PASSWORD) -> str:
    """Fill in the sign-in page; returns where it leads, or nothing when it stays."""
    response = client.post("/accounts/login/", {"login": user.email, "password": password})
    return response.headers.get("Location", "")


def present_code(secret: str = TOTP_SECRET) -> str:
    """What the authenticator shows now."""
    return pyotp.TOTP(secret).now()
