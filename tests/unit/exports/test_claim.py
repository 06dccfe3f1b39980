"""Who builds a release when builders die, are slow, or are several."""

import os
from datetime import timedelta

import pytest
from celery.exceptions import SoftTimeLimitExceeded

from cohort.accounts.models import Role
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.exports import tasks
from cohort.exports.actions import build, claim, request
from cohort.exports.models import Release
from cohort.exports.models.release import MOST_ATTEMPTS, SILENCE, folder
from tests import factories
from tests.unit.exports.conftest import NOON, Cohort

pytestmark = pytest.mark.django_db


def waiting() -> Release:
    return request.request(reason="A question", by=factories.staff(Role.RESEARCHER))


def test_the_oldest_is_claimed_first_and_only_once() -> None:
    first, second = waiting(), waiting()
    assert claim.claim() == first
    assert claim.claim() == second
    assert claim.claim() is None


def test_a_silent_builder_loses_its_claim_and_cannot_finish() -> None:
    waiting()
    with clock.use(lambda: NOON):
        dead = claim.claim()
        assert dead is not None
    with clock.use(lambda: NOON + SILENCE - timedelta(seconds=1)):
        assert claim.claim() is None
        claim.beat(release=dead, steps_done=0, steps_total=3)
    with clock.use(lambda: NOON + SILENCE + timedelta(seconds=1)):
        assert claim.claim() is None  # it has spoken since
    with clock.use(lambda: NOON + 2 * SILENCE):
        heir = claim.claim()
        assert heir == dead
        assert heir is not None
        for late in (
            lambda: claim.beat(release=dead, steps_done=1),
            lambda: claim.finish(release=dead, sha256="0" * 64, size=1, rows=0, included={}),
            lambda: claim.fail(release=dead),
        ):
            with pytest.raises(claim.ClaimLost):
                late()
        claim.finish(release=heir, sha256="0" * 64, size=1, rows=0, included={})
    heir.refresh_from_db()
    assert (heir.state, heir.path.name) == ("ready", f"release-{heir.pk}-2.zip")


def test_what_kills_its_builders_fails_in_the_end() -> None:
    release = waiting()
    for attempt in range(MOST_ATTEMPTS):
        with clock.use(lambda attempt=attempt: NOON + attempt * SILENCE):
            assert claim.claim() == release
    with clock.use(lambda: NOON + MOST_ATTEMPTS * SILENCE):
        assert claim.claim() is None
    release.refresh_from_db()
    assert release.state == "failed"
    assert Entry.objects.filter(action="release.failed", subject=release.subject).count() == 1


def test_running_the_task_twice_builds_once_and_removes_what_expired(cohort: Cohort) -> None:
    release = request.request(reason="A question", by=cohort.researcher)
    for _ in range(2):
        tasks.build_releases()
    release.refresh_from_db()
    assert (release.state, release.attempts, release.path.exists()) == ("ready", 1, True)
    path = release.path
    with clock.use(lambda: NOON + timedelta(days=16)):
        for _ in range(2):
            tasks.build_releases()
    release.refresh_from_db()
    assert (release.state, release.file_name, path.exists()) == ("ready", "", False)
    assert [entry.action for entry in Entry.objects.filter(subject=release.subject).order_by("pk")] == [
        "release.requested",
        "release.built",
        "release.removed",
    ]


def test_what_a_killed_builder_left_is_removed_after_a_day(cohort: Cohort) -> None:
    release = waiting()
    tasks.build_releases()
    release.refresh_from_db()
    left = [folder() / name for name in ("release-99-1.part", "release-99-1.zip", "release-98-1.zip")]
    for file in left:
        file.write_bytes(b"PK")
    two_days_ago = clock.system_time().timestamp() - 2 * 86400
    for file in (*left[:2], release.path):
        os.utime(file, (two_days_ago, two_days_ago))
    tasks.build_releases()
    assert [file.exists() for file in left] == [False, False, True]
    assert release.path.exists()


def test_a_build_whose_time_is_up_fails_and_begins_no_other(cohort: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = waiting(), waiting()

    def too_slow(*, release: Release) -> None:
        raise SoftTimeLimitExceeded

    monkeypatch.setattr(build, "build", too_slow)
    with pytest.raises(SoftTimeLimitExceeded):
        tasks.build_releases()
    first.refresh_from_db()
    second.refresh_from_db()
    assert (first.state, second.state) == (Release.State.FAILED, Release.State.WAITING)
