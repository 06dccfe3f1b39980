"""A person's browser without its screen: keeps cookies, sends forms and autosaved answers as a page of ours does."""

import json
import re
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPResponse
from http.cookiejar import CookieJar
from urllib.parse import urlencode

_FIELD = re.compile(r'name="csrfmiddlewaretoken" value="([^"]+)"')


@dataclass(frozen=True)
class Page:
    """What came back, after redirects."""

    status: int
    path: str
    text: str
    headers: Message


def _token(page: Page) -> str:
    found = _FIELD.search(page.text)
    assert found, f"no form on {page.path}: {page.status}"
    return found.group(1)


class Browser:
    """One person at one address. Requests go over the network; nothing of Django is in between."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def open(self, path: str, method: str = "GET") -> Page:
        return self._send(urllib.request.Request(self.address + path, method=method))  # noqa: S310

    def send_form(self, path: str, fields: Mapping[str, str], *, on: str) -> Page:
        """Open the page the form stands on, and send it from there with the page's own token."""
        page = self.open(on)
        data = urlencode({"csrfmiddlewaretoken": _token(page), **fields}).encode()
        return self._send(self._from(page, path, data, "POST", {"Content-Type": "application/x-www-form-urlencoded"}))

    def autosave(self, path: str, answers: Mapping[str, object], *, on: str) -> Page:
        """Save answers as the script of the page does: JSON, with the page's token in a header."""
        page = self.open(on)
        headers = {"Content-Type": "application/json", "X-CSRFToken": _token(page)}
        return self._send(self._from(page, path, json.dumps({"answers": answers}).encode(), "PATCH", headers))

    def _from(self, page: Page, path: str, data: bytes, method: str, headers: dict[str, str]) -> urllib.request.Request:
        """What a browser tells of the page a request comes from: its origin, if the page lets it."""
        if '<meta name="referrer" content="strict-origin">' in page.text:
            headers |= {"Origin": self.address, "Referer": f"{self.address}/"}
        else:
            assert page.headers["Referrer-Policy"] == "no-referrer", "a policy this browser does not know"
            headers |= {"Origin": "null"}
        return urllib.request.Request(self.address + path, data=data, method=method, headers=headers)  # noqa: S310

    def _send(self, request: urllib.request.Request) -> Page:
        try:
            answer: HTTPResponse | urllib.error.HTTPError = self._opener.open(request, timeout=20)
        except urllib.error.HTTPError as error:
            answer = error
        with answer:
            path = answer.geturl().removeprefix(self.address)
            return Page(answer.status or 0, path, answer.read().decode(errors="replace"), answer.headers)
