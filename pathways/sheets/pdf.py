"""From HTML to PDF, in a closed room: nothing is fetched, from no network and no disk."""

from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

STYLE = "css/print.css"


class Refused(FatalURLFetchingError):  # type: ignore[misc]
    """A sheet asked for something outside itself. That is a fault of ours or an attack: the sheet is not made."""


class NothingOutside(URLFetcher):  # type: ignore[misc]
    """Opens only what stands in the address itself (data:); anything else ends the print."""

    def __init__(self) -> None:
        super().__init__(allowed_protocols=["data"], allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        if not url.lower().startswith("data:"):
            raise Refused(f"a sheet refers to something outside itself: {url.split(':')[0]}")
        return super().fetch(url, headers)


def pdf(html: str) -> bytes:
    """The sheet as PDF. Raises Refused where the HTML refers to anything outside itself."""
    fetcher = NothingOutside()
    fonts = FontConfiguration()
    style = CSS(string=_style(), font_config=fonts, url_fetcher=fetcher)
    document = HTML(string=html, url_fetcher=fetcher, base_url=None)
    made: bytes = document.write_pdf(stylesheets=[style], font_config=fonts)
    return made


def _style() -> str:
    path = finders.find(STYLE)
    if not isinstance(path, str):
        raise FileNotFoundError(STYLE)
    with open(path, encoding="utf-8") as file:
        return file.read()
