"""A pause: until when the answers wait, and how to come back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from questionnaires.presenters.visits import Visit
from questionnaires.views.personal import visited


@require_safe
@visited()
def show_pause(request: HttpRequest, visit: Visit) -> HttpResponse:
    return render(request, "questionnaires/show_pause.html", {"visit": visit})
