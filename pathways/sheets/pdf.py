"""From HTML to PDF, in a closed room: nothing is fetched, from no network and no disk."""

from django.contrib.staticfiles import finders
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

STYLE = "css/print.css"
TIGHT = """
body, body.patient { font-size: 8pt; line-height: 1.25; }
.tick { font-size: 7pt; }
svg.timeline { max-height: 95mm; }
"""


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
    """The sheet as PDF: one page, in smaller type where it holds so much that it would be two.

    Raises Refused where the HTML refers to anything outside itself.
    """
    fetcher = NothingOutside()
    fonts = FontConfiguration()
    page = HTML(string=html, url_fetcher=fetcher, base_url=None)
    for style in ("", TIGHT):
        sheet = CSS(string=_style() + style, font_config=fonts, url_fetcher=fetcher)
        document = page.render(stylesheets=[sheet], font_config=fonts)
        if len(document.pages) == 1:
            break
    made: bytes = document.write_pdf()
    return made


def _style() -> str:
    path = finders.find(STYLE)
    if not isinstance(path, str):
        raise FileNotFoundError(STYLE)
    with open(path, encoding="utf-8") as file:
        return file.read()
