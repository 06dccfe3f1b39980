"""Lists of regions, clusters and practices: looked at line by line first, then kept as a whole."""

from django.conf import settings
from django.core import signing
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.members.actions import import_places as places
from cohort.members.places.decoding import text_of
from cohort.members.places.faults import Fault, Unreadable
from cohort.members.places.sheet import COLUMNS, Kind, Sheet, read
from cohort.members.presenters.place_words import KINDS, sentence
from recruitment.cluster_forms import PlacesForm

SALT = "recruitment.import_places"
HOUR = 3600
MOST_SHOWN = 200


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("cluster.manage")
def import_places(request: StaffRequest) -> HttpResponse:
    """Between looking and keeping, the list travels in the page, signed: nobody keeps what nobody has looked at."""
    if request.method != "POST":
        return _page(request)
    if "kept" in request.POST:
        return _keep(request)
    form = PlacesForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form=form, status=422)
    try:
        text = text_of(form.cleaned_data["file"].read())
        sheet = _read(text)
    except Unreadable as error:
        return _page(request, faults=[error.fault], status=422)
    report = places.compare(sheet=sheet)
    if report.faults:
        return _page(request, report=report, faults=report.faults, status=422)
    return _page(request, report=report, kept=signing.dumps(text, salt=SALT, compress=True))


def _keep(request: StaffRequest) -> HttpResponse:
    try:
        text = signing.loads(request.POST["kept"], salt=SALT, max_age=HOUR)
        report = places.keep(sheet=_read(text), by=request.user.actor)
    except signing.BadSignature:
        return _page(request, refused=_("This page has been open too long. Choose the file again."), status=422)
    except Unreadable as error:
        return _page(request, faults=[error.fault], status=422)
    except places.Faulty as error:
        return _page(request, faults=list(error.faults), status=422)
    return _page(request, report=report, is_done=True)


def _read(text: str) -> Sheet:
    return read(text.encode(), most=settings.PLACES_MOST_LINES)


def _page(
    request: StaffRequest,
    *,
    form: PlacesForm | None = None,
    report: places.Report | None = None,
    faults: list[Fault] | None = None,
    kept: str = "",
    refused: str = "",
    is_done: bool = False,
    status: int = 200,
) -> HttpResponse:
    told = [sentence(fault) for fault in (faults or [])[:MOST_SHOWN]]
    changes = [change for change in report.changes if change.what != "same"] if report else []
    page = {
        "form": form or PlacesForm(),
        "counts": report.counts if report else None,
        "kind": KINDS[report.kind] if report else "",
        "changes": changes[:MOST_SHOWN],
        "more": max(0, len(changes) - MOST_SHOWN),
        "faults": told,
        "more_faults": max(0, len(faults or []) - MOST_SHOWN),
        "kept": kept,
        "refused": refused,
        "is_done": is_done,
        "most": settings.PLACES_MOST_LINES,
        "columns": [(KINDS[kind], COLUMNS[kind]) for kind in Kind],
    }
    return render(request, "recruitment/import_places.html", page, status=status)
