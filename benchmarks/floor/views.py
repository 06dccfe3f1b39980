"""A page that was rendered before, one INSERT for what it sends, and one UPDATE for a saved answer."""

import hashlib
import json
import os
import secrets
from pathlib import Path

from django.db import IntegrityError, connection, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.middleware.csrf import get_token

from benchmarks.floor.shared import TOKEN_PLACE
from cohort.common.study_number import check_digit

_PAGE = (
    Path(os.environ["BENCH_PAGE"]).read_bytes() if "BENCH_PAGE" in os.environ else b""
)  # the program's own page, with a place for the token

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


# The rows of an enrolment, table by table, with the fewest statements that plain SQL needs.
PARTICIPANT = """
INSERT INTO members_participant (study_number, practice_id, language, birth_year, enrolled_at, enrolled_by_id, way)
VALUES (%s, %s, 'da', 1958, now(), %s, 'online') RETURNING id
"""
CONTACT = """
INSERT INTO members_contactdetails (
    participant_id, name, birth_date, email, mobile, phone, address, cpr, email_key
) VALUES (%s, %s, %s, %s, '', '', '', '', %s)
"""
ARRIVAL = "INSERT INTO recruitment_arrival (participant_id, channel_id, at) VALUES (%s, %s, now())"
SCREENED = (
    "INSERT INTO recruitment_screeningentry (practice_id, outcome, reason, at) VALUES (%s, 'enrolled', '', now())"
)
LINKS = """
INSERT INTO members_personallink (participant_id, purpose, about, channel, digest, issued_at, expires_at)
VALUES (%s, 'start', 'screen', 'screen', %s, now(), now() + interval '28 days'),
    (%s, 'code', 'screen', 'screen', %s, now(), now() + interval '1 hour')
"""
ACTS = """
INSERT INTO audit_entry (at, actor, action, subject, purpose, detail, practice)
VALUES (now(), 'user:1', 'participant.enrolled', %s, 'enrolment', '{}', %s),
    (now(), 'user:1', 'link.issued', %s, 'start', '{}', %s), (now(), 'user:1', 'link.issued', %s, 'code', '{}', %s)
"""
MESSAGE = """
INSERT INTO outbox_message (uuid, kind, recipient, about, step, created_at, due_at, state, attempts, reason, sealed)
VALUES (gen_random_uuid(), 'enrolment', %s, '', 0, now(), now(), 'waiting', 0, '', '')
"""


def enrol(request: HttpRequest) -> HttpResponse:
    """POST: plain validation, the rows of one enrolment, and on. Nothing is sealed, asked or permitted."""
    name, email = request.POST["name"][:120], request.POST["reach"][:120]
    for _attempt in range(3):
        try:
            _add(name, email, f"{secrets.randbelow(10_000_000):07d}")
            break
        except IntegrityError:
            pass  # the random number was taken, or a closed connection made the load ask again
    return HttpResponseRedirect("/page/")


@transaction.atomic
def _add(name: str, email: str, digits: str) -> None:
    where = json.loads(os.environ["BENCH_WHERE"])
    number = f"R{digits}-{check_digit(digits)}"
    person, practice = f"participant:{number}", where["practice"]
    with connection.cursor() as cursor:
        cursor.execute(PARTICIPANT, [number, practice, where["user"]])
        [pk] = cursor.fetchone()
        cursor.execute(CONTACT, [pk, name, "1958-05-14", email, hashlib.sha256(email.encode()).hexdigest()])
        cursor.execute(ARRIVAL, [pk, where["channel"]])
        cursor.execute(SCREENED, [practice])
        cursor.execute(LINKS, [pk, secrets.token_hex(32), pk, secrets.token_hex(32)])
        cursor.execute(ACTS, [person, practice] * 3)
        cursor.execute(MESSAGE, [person])
