"""A broker of MitID as a process of its own: an OpenID Connect provider that knows one person and can lie on demand.

`python -m tests.plugins.broker` prints its address and serves discovery, authorization (which never asks anybody
anything), token and keys. What it says of the person, and which lie it tells, is set by a PUT of JSON to /says.
"""

import base64
import hashlib
import hmac
import json
import secrets
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import RSAKey

CLIENT, SECRET = "rygvej", "a-secret-between-two"
SUBSTANTIAL = "https://data.gov.dk/concept/core/nsis/Substantial"
LOW = "https://data.gov.dk/concept/core/nsis/Low"


def _text(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _part(content: dict[str, Any]) -> str:
    return _text(json.dumps(content).encode())


class Provider(BaseHTTPRequestHandler):
    """One answer for each request; what is remembered between them stands on the class."""

    key = RSAKey.generate_key(2048, {"kid": "one"})
    stranger = RSAKey.generate_key(2048, {"kid": "one"})  # a key of somebody else, under the same name
    says: dict[str, Any] = {"sub": "person-1", "loa": SUBSTANTIAL}
    lie = ""
    asked: dict[str, dict[str, str]] = {}  # code → the request it was given for
    address = ""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/.well-known/openid-configuration":
            self._json(
                {
                    "issuer": self.address,
                    "authorization_endpoint": f"{self.address}/authorize",
                    "token_endpoint": f"{self.address}/token",
                    "jwks_uri": f"{self.address}/keys",
                    "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
                    "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                }
            )
        elif parts.path == "/keys":
            self._json({"keys": [self.key.as_dict(private=False)]})
        elif parts.path == "/authorize":
            code = secrets.token_urlsafe()
            self.asked[code] = query
            told = {"error": "access_denied"} if self.lie == "stopped" else {"code": code}
            self._redirect(f"{query['redirect_uri']}?{urlencode(told | {'state': query['state']})}")
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        form = {name: values[0] for name, values in parse_qs(self._body().decode()).items()}
        request = self.asked.pop(form.get("code", ""), None)
        verifier = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        secret = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        right = (
            request is not None
            and self.headers["Authorization"] == f"Basic {secret}"
            and form.get("redirect_uri") == request["redirect_uri"]
            and request["code_challenge"] == _text(verifier)
        )
        if not right or request is None:
            self._json({"error": "invalid_grant"}, 400)
            return
        token = {"access_token": secrets.token_urlsafe(), "token_type": "Bearer", "expires_in": 60}
        self._json(token if self.lie == "no_token" else token | {"id_token": self._token(request)})

    def do_PUT(self) -> None:
        told = json.loads(self._body())
        Provider.lie = told.pop("lie", "")
        Provider.says = told
        self._json({})

    def _token(self, request: dict[str, str]) -> str:
        now = int(time.time())
        claims = {
            "iss": self.address,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 60,
            "nonce": request["nonce"],
            **self.says,
        }
        claims |= {
            "wrong_issuer": {"iss": "https://elsewhere.example"},
            "wrong_audience": {"aud": "another-program"},
            "wrong_nonce": {"nonce": "another-nonce"},
            "expired": {"iat": now - 7200, "exp": now - 3600},
        }.get(self.lie, {})
        if self.lie == "no_nonce":
            del claims["nonce"]
        if self.lie == "unsigned":
            return f"{_part({'alg': 'none'})}.{_part(claims)}."
        if self.lie == "signed_with_the_public_key":
            signed = f"{_part({'alg': 'HS256', 'kid': 'one'})}.{_part(claims)}"
            return f"{signed}.{_text(hmac.digest(self.key.as_pem(private=False), signed.encode(), 'sha256'))}"
        key = self.stranger if self.lie == "wrong_signature" else self.key
        return jwt.encode({"alg": "RS256", "kid": "one"}, claims, key)

    def _body(self) -> bytes:
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def _json(self, content: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_args: Any) -> None:
        """Nothing: what is asked holds secrets."""


class Broker:
    """The process, and what it is told to say."""

    def __init__(self, address: str) -> None:
        self.address = address

    def say(self, lie: str = "", **claims: object) -> None:
        told = {"sub": "person-1", "loa": SUBSTANTIAL, "lie": lie} | claims
        request = urllib.request.Request(f"{self.address}/says", data=json.dumps(told).encode(), method="PUT")  # noqa: S310
        urllib.request.urlopen(request, timeout=5).close()  # noqa: S310

    def visit(self, address: str) -> str:
        """A browser at the broker: where it is sent back to."""

        class Stay(urllib.request.HTTPRedirectHandler):
            def redirect_request(self, *_args: Any, **_kwargs: Any) -> None:
                return None

        try:
            urllib.request.build_opener(Stay).open(address, timeout=5).close()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.headers["Location"]
        raise AssertionError("the broker kept its visitor")


@contextmanager
def running() -> Iterator[Broker]:
    """A broker for the length of a block, at a port of its own choice."""
    process = subprocess.Popen([sys.executable, "-m", "tests.plugins.broker"], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        yield Broker(process.stdout.readline().strip())
    finally:
        process.terminate()
        process.wait(10)
        process.stdout.close()


if __name__ == "__main__":
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    Provider.address = f"http://127.0.0.1:{server.server_port}"
    sys.stdout.write(Provider.address + "\n")
    sys.stdout.flush()
    server.serve_forever()
