"""Sub-studies: written row by row, tried before they are switched on, and who fits is found by the worker."""

import pytest
from django.test import Client
from django.urls import reverse

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common.errors import Refusal
from recruitment.actions import sub_studies
from recruitment.models import SubStudy, SubStudyMatch
from recruitment.substudies.rules import PRESETS, Rule
from recruitment.tasks import match_sub_studies
from tests import factories
from tests.signing import sign_in
from tests.unit.recruitment.monitor.test_tally import hand_in

pytestmark = pytest.mark.django_db
INTERVIEWS = Rule(variable="consent_interviews", operator="=", value=True)


@pytest.fixture
def manager() -> User:
    return factories.staff(Role.DATA_MANAGER)


def written(by: User, *rules: Rule) -> SubStudy:
    return sub_studies.write(sub_study=None, name_da="Samtaler", name_en="Talks", rules=rules, by=by)


@pytest.mark.covers("R5")
def test_rules_are_written_with_a_form_tried_and_switched_on(client: Client, manager: User) -> None:
    doctor = factories.staff(of=factories.practice())
    for number in range(20):
        one = factories.consenting(factories.enrolled(by=doctor).participant, interviews=number < 11)
        hand_in(one, "baseline_a", pain_back_nrs=6)
    browser = sign_in(client, manager)
    address = reverse("recruitment:write_sub_study")
    names = {"name_da": "Samtaler", "name_en": "Talks"}
    rows = {"variable_0": "age", "operator_0": ">=", "value_0": "18"}
    rows |= {"variable_1": "consent_interviews", "operator_1": "=", "value_1": "yes"}
    rows |= {"variable_2": "pain_back_nrs", "operator_2": ">=", "value_2": "5"}
    for name in PRESETS:
        assert "variable_0" in browser.post(address, {**names, "preset": name}).content.decode()
    assert 'value="age"' in browser.post(address, {**names, "add": "yes", "new_variable": "age"}).content.decode()
    assert not SubStudy.objects.exists()
    assert browser.post(address, {**names, **rows, "value_0": "eighteen", "save": "yes"}).status_code == 422
    assert browser.post(address, {**names, **rows, "save": "yes"}).status_code == 302
    study = SubStudy.objects.get()
    assert study.state == SubStudy.State.DRAFT
    tried = browser.get(reverse("recruitment:try_sub_study", args=[study.pk]), headers={"accept-language": "en"})
    assert "Would have fitted: 10, of 20 enrolled." in tried.content.decode()
    assert not SubStudyMatch.objects.exists()
    browser.post(reverse("recruitment:switch_sub_study", args=[study.pk]))
    match_sub_studies()
    match_sub_studies()
    assert study.matches.count() == 11
    shown = browser.get(reverse("recruitment:show_sub_study", args=[study.pk])).content.decode()
    assert SubStudyMatch.objects.select_related("participant").latest("pk").participant.study_number in shown
    browser.post(reverse("recruitment:switch_sub_study", args=[study.pk]), {"end": "yes"})
    match_sub_studies()
    assert not SubStudyMatch.objects.exists()
    acts = Entry.objects.filter(subject=f"sub_study:{study.pk}").order_by("pk").values_list("action", flat=True)
    assert list(acts) == ["sub_study.written", "sub_study.switched_on", "sub_study.ended"]


def test_who_does_not_fit_any_more_leaves_the_list(manager: User) -> None:
    one = factories.consenting(factories.enrolled(by=factories.staff(of=factories.practice())).participant)
    study = written(manager, INTERVIEWS)
    sub_studies.switch_on(sub_study=study, by=manager)
    match_sub_studies()
    assert study.matches.get().participant == one
    factories.consenting(one, interviews=False)
    match_sub_studies()
    assert not study.matches.exists()


def test_what_looks_keeps_its_rules_and_without_rules_nothing_looks(manager: User) -> None:
    empty = written(manager)
    with pytest.raises(Refusal, match="rule"):
        sub_studies.switch_on(sub_study=empty, by=manager)
    sub_studies.write(sub_study=empty, name_da="Samtaler", name_en="Talks", rules=[INTERVIEWS], by=manager)
    sub_studies.switch_on(sub_study=empty, by=manager)
    for act in (
        lambda: sub_studies.write(sub_study=empty, name_da="Nyt", name_en="New", rules=[], by=manager),
        lambda: sub_studies.switch_on(sub_study=empty, by=manager),
    ):
        with pytest.raises(Refusal):
            act()
    sub_studies.end(sub_study=empty, by=manager)
    sub_studies.end(sub_study=empty, by=manager)
    assert Entry.objects.filter(action="sub_study.ended").count() == 1


def test_answers_count_while_the_yes_stands_and_without_an_answer_nobody_fits(manager: User) -> None:
    doctor = factories.staff(of=factories.practice())
    one, other = (factories.consenting(factories.enrolled(by=doctor).participant) for _ in range(2))
    hand_in(one, "baseline_a", pain_back_nrs=6)
    study = written(manager, Rule(variable="pain_back_nrs", operator=">=", value=5))
    sub_studies.switch_on(sub_study=study, by=manager)
    match_sub_studies()
    assert [match.participant for match in study.matches.all()] == [one]
    factories.consenting(one, questionnaires=False)
    match_sub_studies()
    assert not study.matches.exists()
    assert other.allows("questionnaires")  # type: ignore[arg-type]
