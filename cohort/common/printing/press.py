"""The press: a program of its own that turns HTML into PDF in a closed room, `python -m cohort.common.printing.press`.

It knows no Django, no settings and no key. Nothing is fetched, from no network and no disk. Each job has so many
seconds of the processor and so much memory; a job that needs more ends the program, and only the program.

Jobs come on standard input, PDFs leave on standard output, each as a length of 8 bytes and that many bytes.
"""

import json
import resource
import sys
from typing import BinaryIO

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

MADE, FAILED = b"+", b"-"


class Refused(FatalURLFetchingError):  # type: ignore[misc]
    """A sheet asked for something outside itself. That is a fault of ours or an attack: the sheet is not made."""


class NothingOutside(URLFetcher):  # type: ignore[misc]
    """Opens only what stands in the address itself (data:); anything else ends the print."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.lower().startswith("data:"):
            raise Refused("a sheet refers to something outside itself")
        return super().fetch(url, headers)


def render(html: str, styles: list[str], variant: str | None = None) -> bytes:
    """As one page in the first style in which it is one page, else in the last."""
    fetcher = NothingOutside()
    fonts = FontConfiguration()
    page = HTML(string=html, url_fetcher=fetcher, base_url=None)
    for style in styles:
        sheet = CSS(string=style, font_config=fonts, url_fetcher=fetcher)
        document = page.render(stylesheets=[sheet], font_config=fonts)
        if len(document.pages) == 1:
            break
    made: bytes = document.write_pdf(pdf_variant=variant)
    return made


def read(stream: BinaryIO) -> bytes | None:
    """The next message; None when nobody sends any more."""
    head = stream.read(8)
    if len(head) < 8:
        return None
    return stream.read(int.from_bytes(head))


def write(stream: BinaryIO, message: bytes) -> None:
    stream.write(len(message).to_bytes(8) + message)
    stream.flush()


def limit(cpu_seconds: int, memory_bytes: int) -> None:
    """From now on so many seconds more, and never more memory than that; the kernel ends who takes more."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    spent = int(used.ru_utime + used.ru_stime) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (spent + cpu_seconds, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_AS, (memory_bytes, resource.RLIM_INFINITY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # memory that is written to disk holds what stood on a sheet
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def main() -> None:
    come, go = sys.stdin.buffer, sys.stdout.buffer
    while (message := read(come)) is not None:
        job = json.loads(message)
        limit(job["cpu_seconds"], job["memory_bytes"])
        try:
            made = MADE + render(job["html"], job["styles"], job.get("variant"))
        except (Exception, Refused) as error:  # its words may hold what stands on the sheet: only its kind is told
            made = FAILED + type(error).__name__.encode()
        write(go, made)


if __name__ == "__main__":
    main()
