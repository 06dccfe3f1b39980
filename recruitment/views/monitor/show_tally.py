"""One table of the monitor with every stage, and the same as a file."""

import csv
import io

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from cohort.accounts.access import StaffRequest, requires
from questionnaires.interchange.cells import inert
from recruitment.models import Tallying
from recruitment.presenters.monitor import page
from recruitment.presenters.monitor.tables import Table

ROWS = 100


@never_cache
@require_safe
@requires("monitor.view")
def show_tally(request: StaffRequest, table: str) -> HttpResponse:
    found = _table(table)
    rows = Paginator(found.rows, ROWS).get_page(request.GET.get("page"))
    context = {"table": found, "rows": rows, "counted": Tallying.objects.first()}
    return render(request, "recruitment/show_tally.html", context)


@never_cache
@require_safe
@requires("monitor.view")
def download_tally(request: StaffRequest, table: str) -> HttpResponse:
    """UTF-8 with the mark that spreadsheets look for; no cell is taken for a formula."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows([inert(cell) for cell in line] for line in _table(table).lines)
    answer = HttpResponse("\ufeff" + text.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rygvej-{table}.csv"'
    return answer


def _table(key: str) -> Table:
    found = page.table(key, get_language() or "da")
    if found is None:
        raise Http404
    return found
