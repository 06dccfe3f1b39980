"""A draft with its report, its reasons, the board's word, and what publishing will do."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from cohort.accounts.access import StaffRequest, requires
from cohort.common import clock
from cohort.common.errors import Refusal
from questionnaires.actions.drafts.give_reason import give_reason as keep_reason
from questionnaires.actions.drafts.publish import missing, publish, set_aside
from questionnaires.actions.drafts.sign_off import sign_off
from questionnaires.forms import DECISIONS, ROLES, SignOffForm
from questionnaires.models import Assignment, Draft
from questionnaires.presenters.authoring.draft_report import report
from questionnaires.reading import board, review_links


@never_cache
@require_safe
@requires("instrument.manage")
def show_draft(request: StaffRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Draft.objects.select_related("uploaded_by", "version"), pk=pk)
    return _page(request, draft, SignOffForm(initial={"checksum": draft.checksum}))


@require_POST
@requires("instrument.manage")
def give_reason(request: StaffRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Draft, pk=pk)
    mark, text = (request.POST.get(name, "").replace("\0", "") for name in ("mark", "text"))
    try:
        keep_reason(draft=draft, mark=mark, text=text, by=request.user)
    except Refusal as refusal:
        messages.info(request, str(refusal.sentence))
    return redirect("questionnaires:show_draft", pk)


@require_POST
@requires("instrument.manage")
def sign_draft(request: StaffRequest, pk: int) -> HttpResponse:
    """What a member of the board has said, written down by somebody of the staff."""
    draft = get_object_or_404(Draft, pk=pk)
    form = SignOffForm(request.POST)
    if not form.is_valid():
        return _page(request, draft, form, status=422)
    try:
        sign_off(draft=draft, **form.cleaned_data, by=request.user)
    except Refusal as refusal:
        form.add_error(None, str(refusal.sentence))
        return _page(request, draft, form, status=422)
    return redirect("questionnaires:show_draft", pk)


@require_POST
@requires("instrument.manage")
def publish_draft(request: StaffRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Draft, pk=pk)
    try:
        publish(draft=draft, checksum=request.POST.get("checksum", ""), by=request.user)
    except Refusal as refusal:
        messages.info(request, str(refusal.sentence))
    return redirect("questionnaires:show_draft", pk)


@require_POST
@requires("instrument.manage")
def set_draft_aside(request: StaffRequest, pk: int) -> HttpResponse:
    draft = get_object_or_404(Draft, pk=pk)
    try:
        set_aside(draft=draft, by=request.user)
    except Refusal as refusal:
        messages.info(request, str(refusal.sentence))
    return redirect("questionnaires:list_instruments")


def _page(request: HttpRequest, draft: Draft, form: SignOffForm, status: int = 200) -> HttpResponse:
    page: dict[str, Any] = {"draft": draft, "report": report(draft), "form": form, "signed": _signed(draft)}
    if draft.is_open:
        page |= {
            "missing": missing(draft),
            "standing": board.standing(draft),
            "renewed": _renewed(draft),
            "link": _review_link(draft),
        }
    return render(request, "questionnaires/show_draft.html", page, status=status)


def _review_link(draft: Draft) -> str:
    """The whole address of a new link for one member."""
    token = review_links.new(draft, clock.now())
    return settings.PUBLIC_URL + reverse("questionnaires:review_draft", args=[token])


def _signed(draft: Draft) -> list[tuple[object, object, object, bool]]:
    """What the board said, newest first: as whom, which word, the row, and whether it is about the present text."""
    said = draft.sign_offs.select_related("recorded_by").order_by("-signed_at", "-pk")
    roles, words = {str(key): word for key, word in ROLES.items()}, {str(key): word for key, word in DECISIONS.items()}
    return [(roles[one.role], words[one.decision], one, one.checksum == draft.checksum) for one in said]


def _renewed(draft: Draft) -> int:
    """Questionnaires that nobody has been asked yet and that will be asked in this version (schedule.RENEW)."""
    waiting = Assignment.objects.filter(
        state=Assignment.State.OPEN, response=None, opens_at__gt=clock.now(), occasion__isnull=False
    )
    return waiting.filter(version__instrument__slug=draft.slug, version__number__lt=draft.number).count()
