"""The researcher's pages: ask, watch, fetch, and what others get to see of it."""

import hashlib
import zipfile
from datetime import timedelta
from io import BytesIO

import pytest
from django.test import Client

from cohort.accounts.models import Role
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.exports.actions import build, claim, request
from cohort.exports.models import Release
from tests import factories
from tests.signing import sign_in
from tests.unit.exports.conftest import NOON, Cohort

REASON = "Pain after three months, project 12"


@pytest.mark.covers("R105")
def test_from_the_question_to_the_file(cohort: Cohort, client: Client) -> None:
    cohort.answers(cohort.participant(), {"pain": 5})
    sign_in(client, cohort.researcher)
    assert client.get("/releases/").status_code == 200
    refused = client.post("/releases/", {"reason": "  "})
    assert (refused.status_code, Release.objects.count()) == (422, 0)
    place = client.post("/releases/", {"reason": REASON}).headers["Location"]
    release = Release.objects.get()
    assert place == f"/releases/{release.pk}/"
    waiting = client.get(place)
    assert 'http-equiv="refresh"' in waiting.content.decode()
    assert "htmx-2.min.js" in waiting.content.decode()
    assert client.get(f"{place}download/").status_code == 404

    assert build.build_next()
    page = client.get(place).content.decode()
    assert 'http-equiv="refresh"' not in page
    release.refresh_from_db()
    assert release.sha256 in page
    fetched = client.get(f"{place}download/")
    content = b"".join(fetched.streaming_content)  # type: ignore[attr-defined]
    assert hashlib.sha256(content).hexdigest() == release.sha256
    assert zipfile.ZipFile(BytesIO(content)).testzip() is None
    assert f"rygvej-release-{release.pk}.zip" in fetched.headers["Content-Disposition"]
    assert "attachment" in fetched.headers["Content-Disposition"]
    assert "no-store" in fetched.headers["Cache-Control"]
    entry = Entry.objects.get(action="release.downloaded")
    assert (entry.actor, entry.subject) == (cohort.researcher.actor, release.subject)
    assert entry.detail == {"sha256": release.sha256}


def test_progress_is_a_part_of_the_page_that_asks_for_itself(cohort: Cohort, client: Client) -> None:
    release = request.request(reason=REASON, by=cohort.researcher)
    sign_in(client, cohort.researcher)
    held = claim.claim()
    assert held is not None
    claim.beat(release=held, steps_done=2, steps_total=5)
    part = client.get(f"/releases/{release.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert f'hx-get="/releases/{release.pk}/"' in part
    assert 'value="2" max="5"' in part
    status = client.get(f"/releases/{release.pk}/status/").json()
    assert (status["state"], status["steps_done"], status["steps_total"], status["download"]) == (
        "building",
        2,
        5,
        None,
    )
    claim.finish(release=held, sha256="0" * 64, size=1, rows=3, included={})
    done = client.get(f"/releases/{release.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "hx-get" not in done
    status = client.get(f"/releases/{release.pk}/status/").json()
    assert (status["state"], status["responses"]) == ("ready", 3)
    assert status["download"] == f"http://localhost/releases/{release.pk}/download/"
    # The row says ready but the file is gone: a page in words, not a fault.
    assert client.get(f"/releases/{release.pk}/download/").status_code == 410


def test_a_failed_release_can_be_tried_again(cohort: Cohort, client: Client) -> None:
    release = request.request(reason=REASON, by=cohort.researcher)
    held = claim.claim()
    assert held is not None
    claim.fail(release=held)
    sign_in(client, cohort.researcher)
    page = client.get(f"/releases/{release.pk}/").content.decode()
    assert f"/releases/{release.pk}/again/" in page
    assert client.post(f"/releases/{release.pk}/again/").status_code == 302
    assert build.build_next()
    release.refresh_from_db()
    assert release.state == "ready"
    client.post(f"/releases/{release.pk}/again/")
    release.refresh_from_db()
    assert release.state == "ready"


def test_after_two_weeks_the_file_is_gone(cohort: Cohort, client: Client) -> None:
    release = cohort.release()
    address = f"/releases/{release.pk}/download/"
    with clock.use(lambda: NOON + timedelta(days=14, hours=23)):
        sign_in(client, cohort.researcher)
        fetched = client.get(address)
        assert fetched.status_code == 200
        assert len(b"".join(fetched.streaming_content)) == release.size  # type: ignore[attr-defined]
    with clock.use(lambda: NOON + timedelta(days=15, seconds=1)):
        sign_in(client, cohort.researcher)
        assert client.get(address).status_code == 410
        assert client.get(f"/releases/{release.pk}/status/").json()["download"] is None


@pytest.mark.parametrize("part", ["", "download/", "status/"])
def test_a_release_belongs_to_who_asked_for_it(cohort: Cohort, client: Client, part: str) -> None:
    release = cohort.release()
    address = f"/releases/{release.pk}/{part}"
    stranger = Client().get(address)
    assert stranger.status_code == 403 if part == "status/" else "/accounts/login/" in stranger.headers["Location"]
    assert sign_in(client, factories.staff(Role.RESEARCHER)).get(address).status_code == 404
    for role in (Role.CLINICIAN, Role.PRACTICE_STAFF, Role.ADMINISTRATOR):
        assert sign_in(Client(), factories.staff(role)).get(address).status_code == 403
    assert not Entry.objects.filter(action="release.downloaded").exists()


def test_only_researchers_ask_and_only_by_post_again(cohort: Cohort) -> None:
    release = cohort.release()
    for role in (Role.CLINICIAN, Role.PRACTICE_STAFF, Role.ADMINISTRATOR):
        client = sign_in(Client(), factories.staff(role))
        assert client.post("/releases/", {"reason": REASON}).status_code == 403
        assert client.post(f"/releases/{release.pk}/again/").status_code == 403
    researcher = sign_in(Client(), cohort.researcher)
    assert researcher.get(f"/releases/{release.pk}/again/").status_code == 405
    assert researcher.post(f"/releases/{release.pk}/download/").status_code == 405
    assert Release.objects.count() == 1
