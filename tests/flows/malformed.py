"""Requests nobody should send: made from a seed, sent over plain sockets, and what came back.

A request begins as a right one for a real address, and one or several things about it are then wrong. A few are no
requests at all.
"""

import json
import socket
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from urllib.parse import quote, urlencode

CSRF = "c" * 32
HANGS = -1
METHODS = ("GET", "POST", "PATCH", "HEAD", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PROPFIND", "get", "X" * 40)
TEXTS = (
    *("", " ", "x", "0", "-1", "1e999", "9" * 400, "null", "true", "[]", "{}", "a" * 5000, "\u202e\u200b\ufeff"),
    *(
        "<script>alert(1)</script>",
        '"><img src=x onerror=alert(1)>',
        "{{ 7*7 }}{% debug %}",
        "' OR 1=1 --",
        "%s%n%(x)s",
    ),
    *("\x00", "a\x00b", "\r\nSet-Cookie: x=1", "../../etc/passwd", "æøå", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢", "\ud800", "e\u0301" * 300, "=1+1"),
    *("1958-05-14", "14-05-1958", "31-02-2026", "99999-99-99", "x@y", "a@b.example", "+45" + "1" * 40, "0101010101"),
)
FIELDS = (
    *(
        "name",
        "email",
        "mobile",
        "cpr",
        "birth_date",
        "language",
        "born",
        "reach",
        "practice",
        "code",
        "login",
        "password",
    ),
    *("next", "size", "text", "shown", "go", "form", "version", "audience", "reason", "role", "user", "starts_on"),
    *("questionnaires", "share", "record", "registers", "pain_sites", "pain_back_nrs", "g_contact", "g_red", "g_treat"),
    *("page", "q", "again", "_connector", "pk__in", "id", "password1", "password2", "purpose", "study_number", "step"),
)
TYPES = (
    *("application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "application/json", "text/plain"),
    *("multipart/form-data", "multipart/form-data; boundary=", "application/xml", "", "/", "x" * 300, "a/b; c=d; c"),
    *("application/json; charset=utf-16", "application/x-www-form-urlencoded; charset=no-such", "\xff\xfe"),
    "multipart/form-data; boundary=" + "b" * 300,
)
ODD_PATHS = (
    *(
        "%",
        "%zz",
        "%00",
        "%ff%fe",
        "%c0%af",
        "%E0%80",
        "//",
        "/../",
        ";x",
        "?",
        "?%ff=%fe",
        "?" + "a=1&" * 300,
        "%2e%2e",
    ),
    *(
        "?page=-1",
        "?page=9999999999999999999999",
        "?page=%00",
        "?q=%00",
        "?q=" + "R" * 3000,
        "?next=//elsewhere.example",
    ),
    *("?_connector=OR&pk__gt=0", "?order_by=password", "?q[]=1", "?q=1&q=2", "æ", "\xff", "x" * 3000, "%0d%0aX:1"),
)


@dataclass(frozen=True)
class Address:
    """Where a request goes, and whether it ends the session it is sent in."""

    path: str
    ends_session: bool = False


@dataclass(frozen=True)
class Sent:
    """One request as bytes. `whole`: a server that lives answers it; the others may be cut off without a word."""

    data: bytes
    whole: bool = True


class Maker:
    """Makes one request after another; the same seed makes the same ones."""

    def __init__(self, random: Random, host: str, addresses: Sequence[Address], sessions: Sequence[str]) -> None:
        self.random, self.host, self.addresses, self.sessions = random, host, addresses, sessions
        self._turn = 0

    def next(self) -> Sent:
        self._turn += 1
        if self.random.random() < 0.04:
            return Sent(self._garbage(), whole=False)
        address = self.addresses[self._turn % len(self.addresses)]  # every one in turn
        random = self.random
        method = random.choice(METHODS) if random.random() < 0.3 else random.choice(("GET", "POST", "PATCH"))
        path = quote(address.path) if random.random() < 0.6 else self._odd(address.path)
        body, kind = self._body() if method not in ("GET", "HEAD", "TRACE") or random.random() < 0.1 else (b"", "")
        headers = self._headers(address, method, kind)
        length, whole = self._length(body)
        head = f"{method} {path} HTTP/1.1\r\n".encode("latin-1", "replace")
        lines = [f"{name}: {value}".encode("utf-8", "surrogatepass") for name, value in headers]
        if body or method not in ("GET", "HEAD"):
            lines.append(f"Content-Length: {length}".encode())
        return Sent(head + b"\r\n".join([*lines, b"Connection: close", b"", b""]) + body, whole=whole)

    def _odd(self, path: str) -> str:
        random, odd = self.random, self.random.choice(ODD_PATHS)
        match random.randrange(5):
            case 0:
                return path + odd
            case 1:
                return path.rstrip("/") + odd
            case 2:
                return path[: random.randrange(len(path) + 1)] + odd
            case 3:  # a part of another length, or with other letters
                parts = path.split("/")
                parts[random.randrange(len(parts))] = odd if random.random() < 0.5 else "x" * random.randrange(200)
                return "/" + "/".join(parts).lstrip("/")
            case _:
                return path.upper() if random.random() < 0.5 else path[:-1]

    def _headers(self, address: Address, method: str, kind: str) -> list[tuple[str, str]]:
        random = self.random
        headers = [("Host", self.host)]
        if random.random() < 0.03:
            headers = [
                ("Host", random.choice(("", "elsewhere.example", "a..b", "[::1", "x" * 300, "æ", "localhost:99999")))
            ]
        # Limits count the address that our proxy names; here everybody comes from somewhere else.
        headers.append(("X-Forwarded-For", ".".join(str(random.randrange(1, 255)) for _ in range(4))))
        cookies = [f"csrftoken={CSRF}"]
        if self.sessions and not address.ends_session and random.random() < 0.7:
            cookies.append(f"sessionid={random.choice(self.sessions)}")
        if random.random() < 0.15:
            odd = random.choice(("x", "", "æ" * 50, "\x01", "x" * 5000, '"', "a; b=c; ;;", "gAAAA" * 20))
            name = random.choice(("sessionid", "messages", "csrftoken", "django_language", "text_size", "", "__Host-x"))
            cookies.append(f"{name}={odd}")
        headers.append(("Cookie", "; ".join(cookies)))
        if method != "GET" and random.random() < 0.85:
            headers.append(("X-CSRFToken", CSRF))
        if kind:
            headers.append(("Content-Type", kind))
        if random.random() < 0.2:
            name = random.choice(
                (
                    *("Accept", "Accept-Language", "HX-Request", "Referer", "Origin", "Range", "If-Modified-Since"),
                    *("X-Forwarded-Proto", "X-Forwarded-For", "Authorization", "X-HTTP-Method-Override", "Expect"),
                    *(
                        "User-Agent",
                        "Content-Encoding",
                        "Content-Disposition",
                        "Upgrade",
                        "If-None-Match",
                        "X-CSRFToken",
                    ),
                )
            )
            values = (
                "",
                "x",
                "*/*;q=æ",
                "da;q=99999",
                "x" * 4000,
                "%00",
                "bytes=99-1",
                "http://[",
                "null",
                "100-continue",
            )
            headers.append((name, random.choice(values)))
        if random.random() < 0.01:
            headers.extend((f"X-{number}", "x") for number in range(150))
        return headers

    def _length(self, body: bytes) -> tuple[str, bool]:
        if self.random.random() < 0.03:  # the server waits for more, or takes the rest for another request
            return self.random.choice(
                (str(len(body) + 5), "0", "-1", "x", "9" * 30, "1e3", "+1", str(2_000_000))
            ), False
        return str(len(body)), True

    def _text(self) -> str:
        return self.random.choice(TEXTS)

    def _body(self) -> tuple[bytes, str]:
        random = self.random
        kind = random.choice(TYPES[:3]) if random.random() < 0.8 else random.choice(TYPES)
        if random.random() < 0.05:
            return random.randbytes(random.randrange(3000)), kind
        if "json" in kind:
            return self._json(), kind
        if kind.startswith("multipart"):
            return self._multipart(), kind
        fields = [(random.choice(FIELDS), self._text()) for _ in range(random.randrange(12))]
        body = urlencode(fields, errors="surrogatepass").encode()
        if random.random() < 0.1:
            body += random.choice((b"&%ff=%fe", b"&%=%", b"&&&==", b"&a=%00", b"&\xff=\xff", b"&x=" + b"y" * 50_000))
        return body, kind

    def _json(self) -> bytes:
        random = self.random
        if random.random() < 0.2:
            depth = random.choice((10, 500, 5000, 100_000))
            opened, closed = random.choice((("[", "]"), ('{"answers":', "}"), ('{"a":', "}")))
            return (opened * depth + closed * random.choice((0, depth))).encode()
        if random.random() < 0.2:
            return random.choice(
                (
                    *(
                        b"",
                        b"nul",
                        b"\xff",
                        b'"',
                        b"{]",
                        b"NaN",
                        b'{"answers":NaN}',
                        b'{"answers":{"a":1,"a":2}}',
                        b"\x00",
                    ),
                    b'{"answers":{"pain_back_nrs":' + b"9" * 5000 + b"}}",
                    b'{"answers":{"\\ud800":"\\udfff"}}',
                    b"1e99999",
                )
            )
        return json.dumps({random.choice(("answers", "seconds", "x")): self._value(3) for _ in range(3)}).encode()

    def _value(self, depth: int) -> object:
        random = self.random
        match random.randrange(9 if depth else 6):
            case 0 | 1:
                return self._text().replace("\ud800", "")
            case 2:
                return random.choice((0, -1, 11, 3.5, 10**30, 1e308, 2**63))
            case 3:
                return random.choice((None, True, False))
            case 4 | 5:
                return random.choice(("neck", "visit", "none", "2026-05-14"))
            case 6:
                return [self._value(depth - 1) for _ in range(random.randrange(4))]
            case _:
                return {random.choice(FIELDS): self._value(depth - 1) for _ in range(random.randrange(5))}

    def _multipart(self) -> bytes:
        random = self.random
        parts = []
        for _ in range(random.randrange(5)):
            name = random.choice((*FIELDS, "", "\x00", 'a"b', "æ"))
            file = random.choice(
                ("", "", "", '; filename="a.exe"', "; filename=", "; filename*=utf-16''%ff", "; filename")
            )
            more = random.choice(
                ("", "", "\r\nContent-Transfer-Encoding: base64", "\r\nContent-Type: text/x; charset=x")
            )
            parts.append(f'--b\r\nContent-Disposition: form-data; name="{name}"{file}{more}\r\n\r\n{self._text()}\r\n')
        end = random.choice(("--b--\r\n", "--b--", "--b", "", "--c--"))
        return ("".join(parts) + end).encode("utf-8", "surrogatepass")

    def _garbage(self) -> bytes:
        random = self.random
        return random.choice(
            (
                random.randbytes(random.randrange(1, 2000)),
                b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + random.randbytes(300),  # TLS to a plain port
                b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                b"GET\r\n\r\n",
                b"GET / HTTP/9.9\r\n\r\n",
                b"GET /\r\n\r\n",
                b"GET / HTTP/1.1\r\nno colon\r\n\r\n",
                b"GET / HTTP/1.1\r\nHost: x\r\n folded\r\n\r\n",
                b"GET / HTTP/1.1\r\n" + b"A: " + b"x" * 20_000 + b"\r\n\r\n",
                b"GET /" + b"x" * 20_000 + b" HTTP/1.1\r\n\r\n",
                b"POST /k/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nx=1",
                b"POST /k/ HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nx\r\n0\r\n\r\n",
                b"POST /k/ HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n",
                b"POST /k/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nx=1",
                b"GET / HTTP/1.1\r\nHost: localhost\r\n",
                b"\r\n" * 200,
                b"",
            )
        )


def send(port: int, sent: Sent, seconds: float = 30.0) -> int:
    """The status of the answer; 0 where the connection was closed without one, HANGS where nothing happened."""
    answer = b""
    with socket.create_connection(("127.0.0.1", port), timeout=seconds) as connection:
        try:
            connection.sendall(sent.data)
            if not sent.whole:
                connection.shutdown(socket.SHUT_WR)
            while part := connection.recv(1 << 16):
                answer = answer[:64] + part if len(answer) > 64 else answer + part
                if answer.count(b" ") >= 2 and len(answer) > 16:
                    break
        except TimeoutError:
            return HANGS
        except OSError:
            pass  # refused in the middle of what was said: what was answered before counts
    words = answer.split(b" ", 2)
    return int(words[1]) if len(words) > 1 and words[0].startswith(b"HTTP/") and words[1][:3].isdigit() else 0


def is_fault(sent: Sent, status: int) -> bool:
    """A fault of the server, or silence where a server that lives would have answered."""
    return status >= 500 or status == HANGS or (status == 0 and sent.whole)
