"""A pause: until when the answers wait, and how to come back."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from questionnaires.actions import messages
from questionnaires.presenters.answering.visits import Visit
from questionnaires.views.personal import visited


@require_http_methods(["GET", "HEAD", "POST"])
@visited()
def show_pause(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Sent, the form asks for a new link by message. Not a redirect: that link ends the one of this page."""
    is_asked = request.method == "POST"
    page = {
        "visit": visit,
        "is_asked": is_asked,
        "is_sent": is_asked and messages.send_again(assignment=visit.assignment),
    }
    return render(request, "questionnaires/show_pause.html", page)
