"""An instrument comes in: typed, pasted, or as a file of ours or of another program."""

from http import HTTPStatus

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cohort.accounts.access import StaffRequest, requires
from cohort.common.errors import Refusal
from questionnaires.actions.drafts.upload import upload
from questionnaires.definition.faults import DefinitionError
from questionnaires.forms import UploadForm
from questionnaires.interchange.any_in import Taken, format_of, take
from questionnaires.models import Draft


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@requires("instrument.manage")
def upload_draft(request: StaffRequest) -> HttpResponse:
    """YAML that is an instrument becomes a draft. All else comes back as text, with what is to be said about it."""
    if request.method != "POST":
        return _page(request, _known_text(request.GET.get("draft", "")))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "questionnaires/upload_draft.html", {"form": form}, status=422)
    file = form.cleaned_data["file"]
    kind = (format_of(file.name) if file else None) or form.cleaned_data["format"]
    content = file.read() if file else form.cleaned_data["text"].encode("utf-8")
    taken = take(content, kind, form.cleaned_data["language"])
    text = taken.text.replace("\r\n", "\n")
    if kind != "yaml" or not text:
        return _page(request, text or form.cleaned_data["text"], imported=taken, status=422 if not text else 200)
    try:
        draft = upload(text=text, by=request.user)
    except DefinitionError as error:
        return _page(request, text, faults=error.faults, status=422)
    except Refusal as refusal:
        return _page(request, text, refused=str(refusal.sentence), status=422)
    return redirect("questionnaires:show_draft", draft.pk)


def _known_text(pk: str) -> str:
    """The text of a draft that is to be changed; empty for a new one."""
    draft = Draft.objects.filter(pk=pk).first() if pk.isdecimal() and len(pk) < 10 else None
    return draft.text if draft else ""


def _page(
    request: StaffRequest,
    text: str,
    *,
    faults: tuple[str, ...] = (),
    refused: str = "",
    imported: Taken | None = None,
    status: int = HTTPStatus.OK,
) -> HttpResponse:
    """The form with the text in it; a broken file leaves signs in it that no page can show."""
    form = UploadForm(initial={"text": text.replace("\0", "")})
    page = {"form": form, "faults": faults, "refused": refused, "imported": imported}
    return render(request, "questionnaires/upload_draft.html", page, status=status)
