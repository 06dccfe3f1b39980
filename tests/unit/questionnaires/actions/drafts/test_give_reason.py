import pytest
from django.db import IntegrityError, transaction

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common.errors import NoLongerOpen, Refusal
from questionnaires.actions.drafts.give_reason import give_reason
from questionnaires.actions.drafts.publish import set_aside
from questionnaires.actions.drafts.upload import upload
from questionnaires.models import Draft, Reason
from questionnaires.reading import judging
from tests import drafts


@pytest.fixture
def warned(manager: User) -> Draft:
    return drafts.draft(by=manager, asked=drafts.WARNED)


def mark(draft: Draft) -> str:
    return next(found.mark for found in judging.judged(draft).warnings if found.rule == "blame")


def test_a_warning_has_its_reason_and_a_later_one_takes_its_place(warned: Draft, manager: User) -> None:
    give_reason(draft=warned, mark=mark(warned), text=drafts.REASON, by=manager)
    reason = give_reason(draft=warned, mark=mark(warned), text=f"{drafts.REASON} Twice.", by=manager)
    assert (Reason.objects.get(), reason.text) == (reason, f"{drafts.REASON} Twice.")
    assert Entry.objects.filter(action="draft.reason_given").count() == 2


def test_a_reason_counts_for_its_words_and_for_no_others(warned: Draft, manager: User) -> None:
    give_reason(draft=warned, mark=mark(warned), text=drafts.REASON, by=manager)
    marks = set(warned.reasons.values_list("mark", flat=True))
    assert judging.judged(warned).unexplained(marks) == []
    same = upload(text=f"# a remark\n{drafts.text(drafts.WARNED)}", by=manager)
    assert judging.judged(same).unexplained(marks) == []
    other = upload(text=drafts.text("Skal du gå tur i denne uge?"), by=manager)
    assert [found.rule for found in judging.judged(other).unexplained(marks)] == ["blame"]


def test_what_fails_has_no_reason(manager: User) -> None:
    failing = drafts.draft(by=manager, asked=drafts.FAILED)
    found = next(found for found in judging.judged(failing).fails if found.rule == "term")
    with pytest.raises(Refusal) as refused:
        give_reason(draft=failing, mark=found.mark, text=drafts.REASON, by=manager)
    assert refused.value.code == "no_such_warning"


def test_a_reason_says_something(warned: Draft, manager: User) -> None:
    with pytest.raises(Refusal) as refused:
        give_reason(draft=warned, mark=mark(warned), text="  fine  ", by=manager)
    assert refused.value.code == "reason_short"
    with pytest.raises(IntegrityError), transaction.atomic():
        Reason.objects.create(draft=warned, mark="0" * 64, finding="x", text="fine", written_by=manager)


def test_a_draft_that_is_set_aside_takes_no_reason(warned: Draft, manager: User) -> None:
    set_aside(draft=warned, by=manager)
    with pytest.raises(NoLongerOpen):
        give_reason(draft=warned, mark=mark(warned), text=drafts.REASON, by=manager)
