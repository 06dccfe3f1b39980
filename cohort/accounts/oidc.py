"""MitID through a broker, by OpenID Connect: asking, and believing an answer only when everything about it is right.

The browser's state, nonce and PKCE verifier, the token's signature, issuer, audience and age are checked by Authlib
against the broker's published keys; what it leaves to its caller (audience, algorithms, level of assurance) is
checked here. Each door asks under a name of its own, so that an answer for one door opens no other.
"""

from dataclasses import dataclass
from typing import Any, Literal

import requests
from authlib.integrations.base_client.errors import MismatchingStateError, OAuthError
from authlib.integrations.django_client import DjangoOAuth2App, OAuth
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from joserfc.errors import BadSignatureError, ExpiredTokenError, JoseError

from cohort.common.urls import absolute

Door = Literal["staff", "connect", "own"]
Fault = Literal[
    "state_unknown",  # forged, replayed, of another browser, or older than an hour
    "stopped",  # by the person, at the broker
    "unreachable",
    "token_expired",
    "signature_wrong",
    "nonce_wrong",
    "audience_wrong",
    "issuer_wrong",
    "token_wrong",
    "level_low",
    "cpr_missing",
]

ALGORITHMS = ("RS256", "PS256", "ES256")
LEEWAY = 30  # seconds that the broker's clock and ours may differ
TIMEOUT = 5  # seconds for each of the broker's answers
_CLAIMS: dict[str, Fault] = {
    "nonce": "nonce_wrong",
    "aud": "audience_wrong",
    "azp": "audience_wrong",
    "iss": "issuer_wrong",
}


@dataclass(frozen=True)
class Verified:
    """Who came back from the broker. `cpr` is ten digits where the door asked for it, and otherwise empty."""

    issuer: str
    subject: str
    level: str
    cpr: str


class NotVerified(Exception):
    """The answer is not believed; `fault` says why, for the audit and for the page."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault = fault


def is_offered() -> bool:
    """Whether this place has a broker at all."""
    return bool(settings.OIDC_ISSUER)


def ask(request: HttpRequest, *, door: Door, back: str) -> HttpResponse:
    """Send the browser to the broker; it comes back to `back`. Raises NotVerified: unreachable, issuer_wrong."""
    extra = {"acr_values": settings.OIDC_ACR_VALUES} if settings.OIDC_ACR_VALUES else {}
    client = _client(door)
    try:
        _metadata(client)
        response: HttpResponse = client.authorize_redirect(request, absolute(back), **extra)
    except (requests.RequestException, ValueError, RuntimeError) as error:
        raise NotVerified("unreachable") from error
    return response


def answer(request: HttpRequest, *, door: Door) -> Verified:
    """What the broker vouches for. An answer is used up by looking at it. Raises NotVerified."""
    client = _client(door)
    try:
        metadata = _metadata(client)
        metadata["id_token_signing_alg_values_supported"] = list(ALGORITHMS)
        wanted = {name: {"essential": True, "value": value} for name, value in _expected().items()}
        wanted |= {name: {"essential": True} for name in ("exp", "iat", "sub", "nonce")}
        token = client.authorize_access_token(request, claims_options=wanted, leeway=LEEWAY)
    except MismatchingStateError as error:
        raise NotVerified("state_unknown") from error
    except OAuthError as error:
        raise NotVerified("stopped") from error
    except requests.RequestException as error:
        raise NotVerified("unreachable") from error
    except ExpiredTokenError as error:
        raise NotVerified("token_expired") from error
    except BadSignatureError as error:
        raise NotVerified("signature_wrong") from error
    except JoseError as error:
        raise NotVerified(_CLAIMS.get(getattr(error, "claim", ""), "token_wrong")) from error
    except ValueError as error:  # an answer that is no JSON
        raise NotVerified("token_wrong") from error
    return _believed(token.get("userinfo") or {}, door)


def _metadata(client: DjangoOAuth2App) -> dict[str, Any]:
    """What the broker says of itself; believed only if it calls itself as we do. Raises NotVerified: issuer_wrong."""
    metadata: dict[str, Any] = client.load_server_metadata()
    if metadata.get("issuer") != settings.OIDC_ISSUER:
        raise NotVerified("issuer_wrong")
    return metadata


def _believed(claims: dict[str, Any], door: Door) -> Verified:
    """The level is looked at even though it was asked for: what was asked for is not what was given."""
    if not claims.get("sub"):  # there was no identity token at all
        raise NotVerified("token_wrong")
    level, cpr = claims.get(settings.OIDC_LOA_CLAIM), ""
    if level not in settings.OIDC_LOA_VALUES:
        raise NotVerified("level_low")
    if door == "own":
        cpr = "".join(character for character in str(claims.get(settings.OIDC_CPR_CLAIM, "")) if character.isdigit())
        if len(cpr) != 10:
            raise NotVerified("cpr_missing")
    return Verified(issuer=settings.OIDC_ISSUER, subject=str(claims["sub"]), level=str(level), cpr=cpr)


def _expected() -> dict[str, str]:
    return {"iss": settings.OIDC_ISSUER, "aud": settings.OIDC_CLIENT_ID}


def _client(door: Door) -> DjangoOAuth2App:
    scopes = [*settings.OIDC_SCOPES, *(settings.OIDC_CPR_SCOPES if door == "own" else [])]
    return OAuth().register(
        name=f"mitid_{door}",
        overwrite=True,
        client_id=settings.OIDC_CLIENT_ID,
        client_secret=settings.OIDC_CLIENT_SECRET,
        server_metadata_url=settings.OIDC_ISSUER.rstrip("/") + "/.well-known/openid-configuration",
        client_kwargs={"scope": " ".join(scopes), "code_challenge_method": "S256", "default_timeout": TIMEOUT},
    )
