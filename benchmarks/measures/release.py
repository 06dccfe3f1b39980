"""`python -m benchmarks.measures.release tables|build`: one release in a process of its own, as a worker makes it."""

import json
import os
import sys
import time

import django

from benchmarks.accounting import peak_megabytes


def main() -> None:
    django.setup()
    print(json.dumps({"tables": _tables, "build": _build}[sys.argv[1]]()))


def _tables() -> dict[str, str]:
    """File → the query behind it, for the floor to make plain columns of."""
    from django.db import connection

    from cohort.common import reach
    from cohort.exports import queries
    from cohort.exports.reading import snapshot
    from questionnaires.definition.load import from_document

    with reach.of_system(), snapshot() as cursor:
        cursor.execute(queries.VERSIONS)
        sources: dict[str, queries.Source] = {}
        for pk, slug, kind, number, content in cursor.fetchall():
            source = sources.setdefault(slug, queries.Source(pk, slug, kind, {}))
            source.definitions[number] = from_document(json.loads(content), f"{slug} {number}")
    connection.ensure_connection()
    return {one.file: queries.answers(one).as_string(connection.connection) for one in sources.values()}


def _build() -> dict[str, float]:
    from django.db import transaction

    from cohort.accounts.models import Role, User
    from cohort.common import reach
    from cohort.exports.actions import build, claim
    from cohort.exports.models import Release

    with reach.of_system():
        with transaction.atomic():
            researcher = User.objects.filter(role=Role.RESEARCHER).earliest("pk")
            Release.objects.create(requester=researcher, reason="bench")
        release = claim.claim()
        assert release is not None
        began = time.perf_counter()
        build.build(release=release)
        seconds = time.perf_counter() - began
        with transaction.atomic():
            release.refresh_from_db()
        release.path.unlink()
    return {"rows": release.rows, "seconds": seconds, "megabytes": peak_megabytes(os.getpid())}


if __name__ == "__main__":
    main()
