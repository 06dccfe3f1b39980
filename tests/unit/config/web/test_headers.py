"""Every kind of answer carries what keeps it from being kept, framed, guessed at or told elsewhere."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
import pytest_django
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError
from django.http import HttpResponseBase
from django.test import Client
from django.urls import reverse

from cohort.config import views
from cohort.config.local import folders
from cohort.config.web.doors import DOORS, Limit
from tests.permissions.world import World, build
from tests.plugins import environment
from tests.signing import sign_in

UNKNOWN = "x" * 43
ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
POLICY = {"default-src 'none'", "object-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"}

Ask = Callable[[World, Client], HttpResponseBase]


@pytest.fixture
def world(db: None, settings: pytest_django.Settings, tmp_path: Path) -> World:
    settings.FILES_DIR = tmp_path
    cache.clear()
    return build()


def signed_in(world: World, role: str) -> Client:
    user = world.users[role]
    assert user is not None
    return sign_in(Client(raise_request_exception=False), user)


def person(world: World, name: str, *more: object) -> str:
    return reverse(f"pathways:{name}", args=[world.participant.study_number, *more])


def over_the_limit(world: World, client: Client) -> HttpResponseBase:
    before = DOORS["recruitment:type_code"]
    DOORS["recruitment:type_code"] = (Limit(0, 60, "address"),)
    try:
        return client.post("/k/")
    finally:
        DOORS["recruitment:type_code"] = before


def broken(error: type[Exception]) -> Ask:
    def ask(world: World, client: Client) -> HttpResponseBase:
        def fail(*_: object, **__: object) -> None:
            raise error("canary-7f3@example.dk")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(views, "render", fail)
            return client.get("/")

    return ask


KINDS: dict[str, tuple[int, Ask]] = {
    "front page": (200, lambda world, client: client.get("/")),
    "health": (200, lambda world, client: client.get("/health/live/")),
    "sign-in": (200, lambda world, client: client.get("/accounts/login/")),
    "link page": (200, lambda world, client: client.get(f"/q/{world.answer_token}/")),
    "staff page": (200, lambda world, client: signed_in(world, "clinician").get(person(world, "show_participant"))),
    "api": (
        200,
        lambda world, client: client.patch(
            f"/q/{world.answer_token}/answers/", {"answers": {}}, content_type="application/json"
        ),
    ),
    "api for staff": (
        200,
        lambda world, client: signed_in(world, "researcher").get(
            reverse("exports:show_status", args=[world.release.pk])
        ),
    ),
    "download": (
        200,
        lambda world, client: signed_in(world, "researcher").get(
            reverse("exports:download_release", args=[world.release.pk])
        ),
    ),
    "pdf": (
        200,
        lambda world, client: signed_in(world, "clinician").get(person(world, "download_summary", world.summary.pk)),
    ),
    "missing slash of a link": (301, lambda world, client: client.get(f"/q/{world.answer_token}")),
    "missing slash of an unknown link": (301, lambda world, client: client.get(f"/l/{UNKNOWN}")),
    "redirect": (302, lambda world, client: client.get(f"/l/{world.start_token}/")),
    "to the sign-in": (302, lambda world, client: client.get("/practice/")),
    "bad request": (
        400,
        lambda world, client: client.patch(f"/q/{world.answer_token}/answers/", "x", "application/json"),
    ),
    "other encoding": (400, lambda world, client: client.generic("POST", "/k/", b"x", "text/plain; charset=utf-16")),
    "unknown host": (400, lambda world, client: client.get("/", headers={"host": "elsewhere.example"})),
    "forbidden": (403, lambda world, client: signed_in(world, "researcher").get("/practice/")),
    "without the token of our page": (403, lambda world, client: Client(enforce_csrf_checks=True).post("/k/")),
    "api without sign-in": (403, lambda world, client: client.get(reverse("exports:show_status", args=[1]))),
    "no page": (404, lambda world, client: client.get("/nowhere/")),
    "unknown link": (404, lambda world, client: client.get(f"/q/{UNKNOWN}/")),
    "api of an unknown link": (
        404,
        lambda world, client: client.patch(f"/q/{UNKNOWN}/answers/", {}, content_type="application/json"),
    ),
    "wrong method": (405, lambda world, client: client.delete(f"/q/{world.answer_token}/")),
    "wrong method of the api": (405, lambda world, client: client.put(f"/q/{world.answer_token}/answers/")),
    "over": (410, lambda world, client: client.get(f"/q/{gone(world)}/")),
    "too large": (413, lambda world, client: client.generic("POST", "/k/", b"x" * 1_000_001)),
    "a file": (415, lambda world, client: client.post("/k/", {"file": SimpleUploadedFile("a", b"x")})),
    "to be corrected": (422, lambda world, client: client.post("/k/", {"code": "x"})),
    "too many": (429, over_the_limit),
    "our fault": (500, broken(ValueError)),
    "database away": (503, broken(OperationalError)),
}


def gone(world: World) -> str:
    """A link that has been replaced by a newer one."""
    from tests.permissions import world as building

    old = world.answer_token
    building.answer_link(world.participant)
    return old


def faults(headers: Mapping[str, str], *, kept: bool = False) -> list[str]:
    """What is missing among the headers of an answer; `kept` for static files, which a browser may keep."""
    wrong = [f"{name}: {headers.get(name)!r}" for name, value in ALWAYS.items() if headers.get(name) != value]
    policy = headers.get("Content-Security-Policy", "")
    if not set(policy.split("; ")) >= POLICY or "unsafe" in policy or "*" in policy or "http" in policy:
        wrong.append(f"content policy: {policy!r}")
    permissions = headers.get("Permissions-Policy", "")
    if "camera=()" not in permissions or "geolocation=()" not in permissions or "*" in permissions:
        wrong.append(f"permissions: {permissions!r}")
    if not kept and "no-store" not in headers.get("Cache-Control", ""):
        wrong.append(f"cache: {headers.get('Cache-Control')!r}")
    return wrong


@pytest.mark.covers("S13", "S27")
@pytest.mark.parametrize("kind", KINDS)
def test_every_answer_carries_them(world: World, kind: str) -> None:
    status, ask = KINDS[kind]
    response = ask(world, Client(raise_request_exception=False))
    assert response.status_code == status
    assert faults(response.headers) == []
    if status in (429, 503):
        assert int(response["Retry-After"]) > 0
    body = response.getvalue()  # type: ignore[attr-defined]
    if status >= 500:
        text = body.decode()
        assert "canary" not in text
        assert "Vent lidt" in text


def test_a_static_file_may_be_kept_and_carries_the_rest() -> None:
    # The collected files of an installation are served by the same middleware; in tests it finds none.
    from django.http import HttpRequest, HttpResponse

    from cohort.config.web.middleware import Headers

    request = HttpRequest()
    request.path_info = "/static/css/base.css"

    def file(_: HttpRequest) -> HttpResponse:
        return HttpResponse(headers={"Cache-Control": "max-age=60, public"})

    assert Headers(file)(request)["Cache-Control"] == "max-age=60, public"
    request.path_info = "/staticfiles/secret/"
    assert "no-store" in Headers(file)(request)["Cache-Control"]


def test_what_is_missing_is_found() -> None:
    assert len(faults({})) == len(ALWAYS) + 3
    loose = "default-src 'none'; script-src 'unsafe-inline'"
    assert any("unsafe" in fault for fault in faults({"Content-Security-Policy": loose}))


ASK = """
import json, django; django.setup()
from django.conf import settings
names = ("SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "LANGUAGE_COOKIE_NAME", "TEXT_SIZE_COOKIE_NAME",
         "OPENED_COOKIE_NAME",
         "LANGUAGE_COOKIE_PATH", "LANGUAGE_COOKIE_DOMAIN", "SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE",
         "LANGUAGE_COOKIE_SECURE", "SESSION_COOKIE_HTTPONLY", "SESSION_COOKIE_SAMESITE", "CSRF_COOKIE_SAMESITE",
         "SESSION_COOKIE_DOMAIN", "SESSION_COOKIE_PATH", "CSRF_COOKIE_DOMAIN", "CSRF_COOKIE_PATH")
from django.test import Client
far = Client(headers={"host": "rygvej.example"})
page = far.get("/health/live/", headers={"X-Forwarded-Proto": "https"})
own = far.get("/health/live/")
sent = far.get("/k/x?y=1")
print(json.dumps({
    "settings": {name: getattr(settings, name) for name in names},
    "hsts": page.headers.get("Strict-Transport-Security"), "health": own.status_code,
    "sent": [sent.status_code, sent.headers.get("Location"), sent.headers["Cache-Control"]],
}))
"""
HTTPS = {
    "PUBLIC_URL": "https://rygvej.example",
    "ALLOWED_HOSTS": "rygvej.example",
    "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz-ABCDEFGHIJKLMNOPQ",
}


def with_https(*argv: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *argv],
        env=environment.SETTINGS | HTTPS,
        cwd=folders.CHECKOUT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.covers("S26")
def test_the_check_of_a_deployment_is_clean() -> None:
    done = with_https("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert done.returncode == 0, done.stderr
    loose = subprocess.run(
        [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment.SETTINGS,
        cwd=folders.CHECKOUT,
        capture_output=True,
        check=False,
    )
    assert loose.returncode != 0, "the check finds nothing without TLS either"


def test_over_tls_cookies_belong_to_this_host_alone() -> None:
    done = with_https("-c", ASK)
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    values = told["settings"]
    assert (values["SESSION_COOKIE_NAME"], values["CSRF_COOKIE_NAME"]) == ("__Host-sessionid", "__Host-csrftoken")
    assert values["LANGUAGE_COOKIE_NAME"] == "__Host-language"
    assert values["TEXT_SIZE_COOKIE_NAME"] == "__Host-text_size"
    assert values["OPENED_COOKIE_NAME"] == "__Host-opened"
    # What a browser asks of such a name: Secure, the whole host, and no other.
    for cookie in ("SESSION", "CSRF"):
        assert values[f"{cookie}_COOKIE_SECURE"] is True
        assert values[f"{cookie}_COOKIE_PATH"] == "/"
        assert values[f"{cookie}_COOKIE_DOMAIN"] is None
        assert values[f"{cookie}_COOKIE_SAMESITE"] == "Lax"
    assert (values["LANGUAGE_COOKIE_PATH"], values["LANGUAGE_COOKIE_DOMAIN"]) == ("/", None)
    assert values["LANGUAGE_COOKIE_SECURE"] is True
    assert values["SESSION_COOKIE_HTTPONLY"] is True


def test_over_tls_the_browser_is_told_to_stay_there_and_health_is_asked_without() -> None:
    told = json.loads(with_https("-c", ASK).stdout)
    assert told["hsts"] == "max-age=31536000; includeSubDomains; preload"
    assert told["health"] == 200
    status, location, cache_control = told["sent"]
    assert (status, location) == (301, "https://rygvej.example/k/x?y=1")
    assert "no-store" in cache_control
