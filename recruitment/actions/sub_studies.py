"""Sub-studies: writing them, switching them on and off, and finding who fits."""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from cohort.accounts.models import User
from cohort.audit.actions import record
from cohort.common import clock
from cohort.common.errors import Refusal
from recruitment.models import SubStudy, SubStudyMatch
from recruitment.reading.sub_study_facts import people
from recruitment.substudies import rules as ruling
from recruitment.substudies.rules import Rule

BEGINNING = datetime(2000, 1, 1, tzinfo=UTC)


@transaction.atomic
def write(*, sub_study: SubStudy | None, name_da: str, name_en: str, rules: Sequence[Rule], by: User) -> SubStudy:
    """A new draft, or a draft changed. Raises Refusal not_a_draft: whom a study looks for stays while it looks."""
    if sub_study is not None:
        sub_study = _locked(sub_study)
        if sub_study.state != SubStudy.State.DRAFT:
            raise Refusal("not_a_draft", _("A sub-study that was switched on keeps its rules. Write a new one."))
    else:
        sub_study = SubStudy(made_by=by)
    sub_study.name_da, sub_study.name_en, sub_study.rules = name_da, name_en, ruling.document(rules)
    sub_study.save()
    record(by=by.actor, action="sub_study.written", subject=f"sub_study:{sub_study.pk}", rules=len(rules))
    return sub_study


@transaction.atomic
def switch_on(*, sub_study: SubStudy, by: User) -> None:
    """From now on those who fit are found. Raises Refusal not_a_draft, no_rules."""
    sub_study = _locked(sub_study)
    if sub_study.state != SubStudy.State.DRAFT:
        raise Refusal("not_a_draft", _("This sub-study was switched on before."))
    if not sub_study.rules:
        raise Refusal("no_rules", _("Write a rule first: without one, everybody would fit."))
    sub_study.state, sub_study.switched_on_by, sub_study.switched_on_at = SubStudy.State.ON, by, clock.now()
    sub_study.save(update_fields=["state", "switched_on_by", "switched_on_at"])
    record(by=by.actor, action="sub_study.switched_on", subject=f"sub_study:{sub_study.pk}")


@transaction.atomic
def end(*, sub_study: SubStudy, by: User) -> None:
    """Nobody new is found, and the list of those who fit goes with the next round. Safe to run again."""
    sub_study = _locked(sub_study)
    if sub_study.state == SubStudy.State.ENDED:
        return
    sub_study.state, sub_study.ended_by, sub_study.ended_at = SubStudy.State.ENDED, by, clock.now()
    sub_study.save(update_fields=["state", "ended_by", "ended_at"])
    record(by=by.actor, action="sub_study.ended", subject=f"sub_study:{sub_study.pk}")


@transaction.atomic
def match() -> None:
    """The lists of all sub-studies that are on, as of now: who fits is on it, who does not any more is off it."""
    studies = list(SubStudy.objects.select_for_update(of=("self",), no_key=True).filter(state=SubStudy.State.ON))
    SubStudyMatch.objects.exclude(sub_study__in=studies).delete()
    if not studies:
        return
    rules = {study.pk: ruling.read(study.rules) for study in studies}
    fitting = {
        (study, pk) for pk, facts in people(BEGINNING) for study, ones in rules.items() if ruling.fits(ones, facts)
    }
    stand = {
        (study, person): pk for pk, study, person in SubStudyMatch.objects.values_list("pk", "sub_study", "participant")
    }
    SubStudyMatch.objects.filter(pk__in=[pk for key, pk in stand.items() if key not in fitting]).delete()
    now = clock.now()
    SubStudyMatch.objects.bulk_create(
        (SubStudyMatch(sub_study_id=study, participant_id=pk, at=now) for study, pk in sorted(fitting - stand.keys())),
        batch_size=5_000,
        ignore_conflicts=True,
    )


def _locked(sub_study: SubStudy) -> SubStudy:
    return SubStudy.objects.select_for_update(of=("self",), no_key=True).get(pk=sub_study.pk)
