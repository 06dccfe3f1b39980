"""A page that was rendered before, one INSERT for what it sends, and one UPDATE for a saved answer."""

import json
import os
from pathlib import Path

from django.db import connection
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token

from benchmarks.floor.shared import TOKEN_PLACE

_PAGE = Path(os.environ["BENCH_PAGE"]).read_bytes()  # the program's own page, with a place for the token

INSERT = "INSERT INTO bench_floor (answers) VALUES (%s)"
UPDATE = "UPDATE bench_floor SET answers = answers || %s::jsonb, saved_at = now() WHERE id = %s"


def page(request: HttpRequest) -> HttpResponse:
    """GET: the cached page with this visitor's token. POST: plain validation, one INSERT, and on."""
    if request.method != "POST":
        return HttpResponse(_PAGE.replace(TOKEN_PLACE, get_token(request).encode()))
    answers: dict[str, str] = {}
    for name, value in request.POST.items():
        if name != "csrfmiddlewaretoken" and isinstance(value, str) and 0 < len(value) <= 100:
            answers[name] = value
    with connection.cursor() as cursor:
        cursor.execute(INSERT, [json.dumps(answers)])
    return HttpResponseRedirect("/page/")


def save_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """PATCH {"answers": {…}}: laid over the row's answers by one UPDATE."""
    answers = json.loads(request.body)["answers"]
    with connection.cursor() as cursor:
        cursor.execute(UPDATE, [json.dumps(answers), pk])
        found = cursor.rowcount
    return JsonResponse({"faults": {}, "visible": list(answers)}, status=200 if found else 404)
