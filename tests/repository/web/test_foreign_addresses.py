"""No page, style or script names an address of others: nothing is loaded from, sent to or announced at another site."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.repository.scan.sources import assert_none, files, read

# Whatever would make a browser ask somebody: a whole address, one without its scheme, a hint to connect early.
ADDRESS = re.compile(r"""(?:https?:|wss?:|ftp:)//[^\s"'<>)]+|["'(=]\s*//[\w.-]+|@import\b[^;]*""")
HINT = re.compile(r"""\b(?:preconnect|dns-prefetch|prefetch|prerender|sendBeacon|WebSocket|EventSource|ping=)""")
# Names of vocabularies, which nobody opens.
NAMES = ("http://www.w3.org/2000/svg", "http://www.w3.org/1999/xlink")
SHOWN = (".html", ".svg", ".css", ".js", ".txt")


def foreign(text: str) -> Iterator[tuple[int, str]]:
    """Line and words of every address of others."""
    for number, line in enumerate(text.splitlines(), start=1):
        for found in (*ADDRESS.finditer(line), *HINT.finditer(line)):
            if found[0].strip("\"'(= ") not in NAMES:
                yield number, found[0]


def shown() -> list[Path]:
    """What a browser, a mail reader or a press gets to read."""
    return [path for path in files() if path.parts[0] in ("templates", "static") and path.name.endswith(SHOWN)]


def test_nothing_that_is_shown_names_another_site() -> None:
    assert shown()
    assert_none(f"{path}:{line}: {words}" for path in shown() for line, words in foreign(read(path)))


def test_addresses_of_others_are_found() -> None:
    page = """<img src="https://a.example/x.png"><script src="//cdn.example/x.js"></script>
        <link rel="preconnect" href="/x"><a ping="/x">x</a> <p style="background: url(http://b.example)">
        @import url("x.css");  navigator.sendBeacon("/x");  fetch('//c.example')
        <svg xmlns="http://www.w3.org/2000/svg"><a href="/own/">// a comment</a></svg> {% url "x" %}"""
    assert [line for line, _ in foreign(page)] == [1, 1, 2, 2, 2, 3, 3, 3]
