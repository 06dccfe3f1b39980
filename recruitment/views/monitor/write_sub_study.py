"""Writing a sub-study: its names, and its rules row by row."""

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from recruitment.actions import sub_studies
from recruitment.models import SubStudy
from recruitment.presenters.monitor import rule_rows
from recruitment.substudies import rules as ruling
from recruitment.substudies.rules import MOST_RULES, VARIABLES

MOST_NAME = 120


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("sub_study.manage")
def write_sub_study(request: StaffRequest, pk: int | None = None) -> HttpResponse:
    """A new one, or a draft. A button for one more rule or a preset sends the form and shows it again."""
    study = get_object_or_404(SubStudy, pk=pk) if pk is not None else None
    if study is not None and study.state != SubStudy.State.DRAFT:
        raise PermissionDenied
    language = get_language() or "da"
    sent = request.POST
    names = {name: sent.get(name, getattr(study, name, "")).strip()[:MOST_NAME] for name in ("name_da", "name_en")}
    rows = rule_rows.rows_of(ruling.read(study.rules), language) if study else []
    fault = ""
    if request.method == "POST":
        read = rule_rows.read(sent, language)
        rows = read.rows
        if "preset" in sent:
            rows = [*rows, *rule_rows.preset(sent["preset"], language)][:MOST_RULES]
        elif "add" in sent:
            if sent.get("new_variable") in VARIABLES and len(rows) < MOST_RULES:
                rows = [*rows, rule_rows.row(sent["new_variable"], language)]
        elif not all(names.values()):
            fault = _("Give the sub-study a name in both languages.")
        elif SubStudy.objects.filter(name_da=names["name_da"]).exclude(pk=pk or 0).exists():
            fault = _("There is a sub-study of this name. Choose another one.")
        elif not read.is_whole:
            fault = _("A rule needs another look.")
        else:
            try:
                written = sub_studies.write(sub_study=study, rules=read.rules, by=request.user, **names)
            except Refusal as refusal:
                fault = str(refusal.sentence)
            else:
                return redirect("recruitment:show_sub_study", written.pk)
    context = {
        "study": study,
        "names": names,
        "rows": rows,
        "fault": fault,
        "variables": rule_rows.labels(),
        "presets": rule_rows.presets(),
    }
    return render(request, "recruitment/write_sub_study.html", context, status=422 if fault else 200)
