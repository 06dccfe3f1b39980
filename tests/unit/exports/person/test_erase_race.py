"""Being forgotten while a page still saves an answer: nothing stays behind, and the page hears that it is over."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import pytest_django
from django.db import connection, transaction

from cohort.common import clock
from cohort.common.errors import NoLongerOpen
from cohort.exports.actions import erase, stop
from cohort.members.models import Erasure, Participant
from questionnaires.actions import answers
from questionnaires.models import Assignment, Response
from tests import factories
from tests.unit.questionnaires.actions.test_two_devices import wait_for_a_waiting_one


def test_an_answer_begun_before_goes_and_one_after_is_refused(
    transactional_db: None, tmp_path: Path, settings: pytest_django.Settings
) -> None:
    settings.ERASURES_LIST = tmp_path / "erasures.txt"
    doctor = factories.staff(of=factories.practice())
    participant = factories.consenting(factories.enrolled(by=doctor).participant)
    opened = Assignment.objects.select_related("version").get(
        participant=participant, version__instrument__slug="baseline_a"
    )
    wish = stop.stop(participant=participant, choice=Erasure.Choice.NOW, by=participant.actor)

    def forget() -> bool:
        try:
            return erase.erase_one(wish.pk)
        finally:
            connection.close()

    def save() -> None:
        answers.save(assignment=opened, patch={"pain_sites": ["neck"]}, now=clock.now(), how=answers.Manner("da"))

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            save()
            assert Response.objects.exists()
            forgetting = pool.submit(forget)
            wait_for_a_waiting_one()
        assert forgetting.result()
    assert not Response.objects.exists()
    assert not Participant.objects.exists()
    with pytest.raises(NoLongerOpen):
        save()
