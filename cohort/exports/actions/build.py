"""Building the file of a release: everything read in one snapshot, streamed into a zip."""

import hashlib
import json
import logging
from datetime import datetime
from pathlib import Path
from typing import Any

from celery.exceptions import SoftTimeLimitExceeded
from django.template.loader import render_to_string
from django.utils.translation import override
from psycopg import sql

from cohort.common import clock
from cohort.exports import queries
from cohort.exports.actions import claim
from cohort.exports.archive import Archive, Member
from cohort.exports.codebook import codebook
from cohort.exports.models import Release
from cohort.exports.queries import Source
from cohort.exports.reading import snapshot
from questionnaires.definition.load import from_document

logger = logging.getLogger(__name__)


def build_next() -> bool:
    """Build the next waiting release; says whether there was one. A fault leaves it failed, never half ready."""
    release = claim.claim()
    if release is None:
        return False
    try:
        build(release=release)
    except SoftTimeLimitExceeded:
        claim.fail(release=release)
        raise  # the time of this whole task is up: nothing more is begun
    except claim.ClaimLost:
        logger.warning("%s was taken over by another builder", release)
    except Exception:
        logger.exception("%s failed", release)
        claim.fail(release=release)
    return True


def build(*, release: Release) -> None:
    """Write the file under a name of this attempt, and make the release ready. Raises ClaimLost and what goes wrong.

    Progress is saved on the program's own connection while the snapshot reads on another, so the page sees it.
    """
    path = release.path
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    try:
        with snapshot() as cursor:
            builder = _Builder(release, cursor)
            rows = builder.write(part)
        part.chmod(0o600)
        with part.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        part.replace(path)
        size = path.stat().st_size
        claim.finish(release=release, sha256=sha256, size=size, rows=rows, included=builder.included)
    except BaseException:
        part.unlink(missing_ok=True)
        path.unlink(missing_ok=True)
        raise


class _Builder:
    """One run through one snapshot."""

    def __init__(self, release: Release, cursor: Any) -> None:
        self.release = release
        self.cursor = cursor
        self.at: datetime = clock.now()
        self.heard = self.at
        self.files: dict[str, int | None] = {}
        self.included: dict[int, int] = {}  # key of a practice → how many of its participants

    def write(self, path: Path) -> int:
        """Every file of the release into a zip at `path`; returns the number of responses."""
        sources = self._sources()
        tables = [
            *((source.file, queries.answers(source)) for source in sources),
            ("participants.csv", queries.participants(sources)),
            ("scores.csv", queries.scores(sources)),
            ("missing.csv", queries.missing(sources)),
            ("confirmed.csv", queries.confirmed(sources)),
        ]
        claim.beat(release=self.release, steps_done=0, steps_total=len(tables) + 1)
        with Archive(path, self.at.astimezone(clock.COPENHAGEN)) as archive:
            for step, (name, query) in enumerate(tables, start=1):
                with archive.member(name) as member:
                    self.files[name] = self._copy(query, member)
                claim.beat(release=self.release, steps_done=step)
            responses = sum(self.files[source.file] or 0 for source in sources)
            self.cursor.execute(queries.included(sources))
            self.included = dict(self.cursor.fetchall())
            self.files["codebook.csv"] = None
            with archive.member("codebook.csv") as member:
                member.write(codebook(sources))
            with archive.member("README.txt") as member:
                member.write(self._readme(responses))
        claim.beat(release=self.release, steps_done=len(tables) + 1)
        return responses

    def _sources(self) -> list[Source]:
        self.cursor.execute(queries.VERSIONS)
        sources: dict[str, Source] = {}
        for pk, slug, kind, number, content in self.cursor.fetchall():
            source = sources.setdefault(slug, Source(pk, slug, kind, {}))
            source.definitions[number] = from_document(json.loads(content), f"{slug} {number}")
        return list(sources.values())

    def _copy(self, query: sql.Composable, member: Member) -> int:
        """Stream one table as CSV; returns its rows."""
        command = sql.SQL("COPY ({}) TO STDOUT WITH (FORMAT csv, HEADER true)").format(query)
        with self.cursor.copy(command) as copy:
            for block in copy:
                member.write(block)
                self._beat_now_and_then()
        return int(self.cursor.rowcount)

    def _beat_now_and_then(self) -> None:
        now = clock.now()
        if now - self.heard >= claim.HEARTBEAT:
            self.heard = now
            claim.beat(release=self.release)

    def _readme(self, responses: int) -> bytes:
        """English first, then Danish."""
        values = {"release": self.release, "at": self.at, "files": self.files, "responses": responses}
        texts = []
        for language in ("en", "da"):
            with override(language):
                texts.append(render_to_string("exports/release_readme.txt", values).strip())
        return ("\n\n\n".join(texts) + "\n").encode()
