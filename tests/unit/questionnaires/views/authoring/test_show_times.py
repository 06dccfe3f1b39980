from django.test import Client
from django.urls import reverse

from cohort.accounts.models import User
from questionnaires.models import Assignment
from questionnaires.reading.measured import measured
from tests import factories
from tests.unit.questionnaires.reading.test_measured import hand_in


def test_few_are_called_few_and_a_long_way_is_named(desk: Client, manager: User) -> None:
    doctor = factories.staff(of=factories.practice())
    factories.consenting(factories.enrolled(by=doctor).participant)
    version = Assignment.objects.filter(version__instrument__slug="baseline_a").get().version
    assert "fewer than 5" in desk.get(reverse("questionnaires:show_times")).content.decode()
    for _ in range(5):
        hand_in(version, 600, felt="easy")
    assert next(one for one in measured() if one.version == version).over == 8
