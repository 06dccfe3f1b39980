"""`python -m benchmarks.cast <file>`: who asks for pages in a run, written down for the load generator.

Signs clinicians in, as tests do, and names people who are half-way through a questionnaire. Run as the superuser on
the very database (or the one it is cloned from) that the web process will work on.
"""

import json
import sys
from datetime import date
from pathlib import Path
from random import Random

import django

CLINICIANS = 40
PATIENTS = 400
INSTRUMENT = "baseline_a"


def main() -> None:
    django.setup()
    Path(sys.argv[1]).write_text(json.dumps({"clinicians": _clinicians(), "patients": _patients(), "page": _page()}))


def _clinicians() -> list[dict[str, object]]:
    """Sessions of clinicians, each with the study numbers of some of their own participants."""
    from django.conf import settings
    from django.test import Client

    from cohort.accounts.models import User
    from cohort.members.models import Participant
    from tests.signing import sign_in

    cast: list[dict[str, object]] = []
    for user in User.objects.filter(email__endswith="@bench.example", is_active=True).order_by("pk")[:CLINICIANS]:
        client = sign_in(Client(), user)
        practice = Participant.objects.filter(practice__memberships__user=user).order_by("pk")
        numbers = list(practice.values_list("study_number", flat=True)[:20])
        cast.append({"session": client.cookies[settings.SESSION_COOKIE_NAME].value, "participants": numbers})
    return cast


def _patients() -> list[str]:
    """Tokens of start links whose questionnaire is open and begun."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT bench_token(l.participant_id) FROM members_personallink l"
            " JOIN questionnaires_assignment a ON a.participant_id = l.participant_id"
            " JOIN questionnaires_version v ON v.id = a.version_id"
            " JOIN questionnaires_instrument i ON i.id = v.instrument_id AND i.slug = %s"
            " WHERE l.purpose = 'start' AND l.revoked_at IS NULL AND l.expires_at > now() AND a.state = 'open'"
            " AND a.opens_at <= now() AND a.closes_at > now() AND a.response_id IS NOT NULL"
            " AND (SELECT count(*) FROM members_personallink o WHERE o.participant_id = l.participant_id"
            " AND o.purpose = 'start' AND o.revoked_at IS NULL) = 1"
            " ORDER BY l.participant_id LIMIT %s",
            [INSTRUMENT, PATIENTS],
        )
        return [str(row[0]) for row in cursor.fetchall()]


def _page() -> dict[str, object]:
    """The page with the most questions, and what its form sends when all of them are answered."""
    from cohort.config.demo import answering
    from questionnaires.models import Version

    definition = Version.objects.current(INSTRUMENT).definition
    given = answering.answer(definition, 0.5, Random(1), date(2026, 1, 1))
    pages = [
        (page.id, [item for item in page.items if not item.pack and not item.enable_when]) for page in definition.pages
    ]
    key, items = max(pages, key=lambda page: len(page[1]))
    fields = [(item.id, given.get(item.id, item.options[0].code if item.options else 3)) for item in items]
    first = next(pair for pair in fields if not isinstance(pair[1], list | dict))
    return {"key": key, "shown": [item.id for item in items], "fields": fields, "autosave": dict([first])}


if __name__ == "__main__":
    main()
