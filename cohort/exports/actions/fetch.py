"""What happens to a finished file: it is fetched, and after its time it is removed."""

from datetime import timedelta

from django.db import transaction

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.exports.models import Release
from cohort.exports.models.release import folder

from .claim import WORKER


@transaction.atomic
def record_download(*, release: Release, by: User) -> None:
    """The audit knows every handing-over of the file, by its checksum."""
    record(
        by=by.actor,
        action="release.downloaded",
        subject=release.subject,
        purpose="research",
        sha256=release.sha256,
    )


@transaction.atomic
def remove_orphans() -> int:
    """Delete files that no release names and nothing has written to for a day; returns how many.

    They are what a builder leaves that is killed between writing and saying so.
    """
    if not folder().is_dir():
        return 0
    named = set(Release.objects.exclude(file_name="").values_list("file_name", flat=True))
    day_ago = (clock.system_time() - timedelta(days=1)).timestamp()  # the file system knows no other clock
    orphans = [file for file in folder().iterdir() if file.name not in named and file.stat().st_mtime < day_ago]
    for file in orphans:
        file.unlink(missing_ok=True)
    return len(orphans)


@transaction.atomic
def remove_expired() -> int:
    """Delete the files whose time is over; returns how many. The rows stay: they say what was released to whom."""
    releases = list(Release.objects.to_remove(clock.now()).select_for_update(skip_locked=True, of=("self",)))
    for release in releases:
        release.path.unlink(missing_ok=True)
        release.file_name = ""
        release.save(update_fields=["file_name"])
        record(by=WORKER, action="release.removed", subject=release.subject, purpose="research")
    return len(releases)
