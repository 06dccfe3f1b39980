"""What makes a diary an app on the home screen: its manifest, and the worker that answers without network."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from questionnaires.presenters.diary import page as diary_page
from questionnaires.presenters.diary.visits import DiaryVisit
from questionnaires.views.diary.door import diary_visited

PAPER, ACCENT = "#fbfaf7", "#1e5f5b"  # of static/css/tokens.css: a manifest knows no style sheet
STYLES = ("css/tokens.css", "css/base.css", "css/patient.css", "css/diary.css")
STATIC = (*STYLES, "js/ways.js", "js/diary.js", "icon.svg")


@require_safe
@diary_visited
def show_diary_manifest(request: HttpRequest, visit: DiaryVisit) -> HttpResponse:
    """Of this very link: the icon opens this diary, and the app holds nothing else of the program."""
    start = reverse("questionnaires:keep_diary", args=[visit.token])
    title = diary_page.definition_of(visit.diary).title.within((get_language() or "da")[:2])
    manifest = {
        "id": start,
        "name": title,
        "short_name": title,
        "lang": get_language() or "da",
        "start_url": start,
        "scope": start,
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": ACCENT,
        "icons": [
            {"src": static("icon.svg"), "sizes": "any", "type": "image/svg+xml"},
            {"src": static("icons/diary-192.png"), "sizes": "192x192", "type": "image/png"},
            {"src": static("icons/diary-512.png"), "sizes": "512x512", "type": "image/png"},
        ],
    }
    return JsonResponse(manifest, content_type="application/manifest+json")


@require_safe
@diary_visited
def run_diary_worker(request: HttpRequest, visit: DiaryVisit) -> HttpResponse:
    """Served below the diary's own address, which is as far as it may look."""
    page = {
        "home": reverse("questionnaires:keep_diary", args=[visit.token]),
        "shell": reverse("questionnaires:show_diary_shell", args=[visit.token]),
        "files": [static(name) for name in STATIC],
    }
    return render(request, "questionnaires/diary_worker.js", page, content_type="text/javascript")
