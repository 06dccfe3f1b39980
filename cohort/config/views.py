"""The front door: what this is, the way in, and the language."""

from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.views import i18n
from django.views.decorators.http import require_safe

from cohort.accounts.models import Role, User
from cohort.common.access import public

# Where each role begins.
HOMES: dict[str, str] = {
    Role.CLINICIAN: "pathways:show_practice",
    Role.PRACTICE_STAFF: "pathways:show_practice",
    Role.STUDY_OFFICE: "exports:office_search",
    Role.INTERVIEWER: "exports:office_search",
    Role.RESEARCHER: "exports:list_releases",
    Role.DATA_MANAGER: "exports:list_releases",
    Role.ADMINISTRATOR: "members:list_staff",
}


@public
@require_safe
def show_home(request: HttpRequest) -> HttpResponse:
    """Staff who have signed in go to where their work is; everybody else reads what this is."""
    if isinstance(request.user, User):
        return redirect(HOMES[request.user.role])
    return render(request, "config/show_home.html")


@public
def set_language(request: HttpRequest) -> HttpResponseBase:
    """Keep the chosen language in a cookie and come back; POST only."""
    return i18n.set_language(request)
