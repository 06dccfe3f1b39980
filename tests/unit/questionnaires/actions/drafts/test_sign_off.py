import pytest
from django.db import DatabaseError, IntegrityError, transaction

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common.errors import NoLongerOpen, Refusal
from questionnaires.actions.drafts.sign_off import BY_LINK, sign_off
from questionnaires.actions.drafts.upload import upload
from questionnaires.models import Draft, SignOff
from questionnaires.reading.board import standing
from tests import drafts


def test_the_word_of_a_member_is_kept_with_who_wrote_it_down(draft: Draft, manager: User) -> None:
    said = sign_off(draft=draft, checksum=draft.checksum, role="gp", decision="remarks", remark=" Shorter ", by=manager)
    assert (said.remark, said.recorded_by, said.link) == ("Shorter", manager, "")
    entry = Entry.objects.get(action="draft.signed_off")
    assert (entry.actor, entry.detail["role"], "remark" in entry.detail) == (manager.actor, "gp", False)


def test_a_link_gives_one_word(draft: Draft) -> None:
    word = {"draft": draft, "checksum": draft.checksum, "role": "patient", "decision": "yes", "link": "ab12"}
    sign_off(**word)
    assert Entry.objects.get(action="draft.signed_off").actor == BY_LINK
    with pytest.raises(Refusal) as refused:
        sign_off(**word)
    assert refused.value.code == "link_used"


def test_a_changed_text_is_asked_about_again(draft: Draft, manager: User) -> None:
    drafts.agreed(draft, by=manager)
    assert standing(draft).is_settled
    changed = upload(text=drafts.text(drafts.WARNED), by=manager)
    assert standing(changed).yes == 0
    with pytest.raises(NoLongerOpen):
        sign_off(draft=draft, checksum=draft.checksum, role="gp", decision="yes", by=manager)


def test_not_yet_says_what_is_to_change_and_counts_against(draft: Draft, manager: User) -> None:
    with pytest.raises(Refusal) as refused:
        sign_off(draft=draft, checksum=draft.checksum, role="gp", decision="not_yet", by=manager)
    assert refused.value.code == "remark_missing"
    drafts.agreed(draft, by=manager)
    sign_off(draft=draft, checksum=draft.checksum, role="researcher", decision="not_yet", remark="Why?", by=manager)
    assert not standing(draft).is_settled


@pytest.mark.parametrize(
    "wrong",
    [
        {"role": "neighbour"},
        {"decision": "maybe"},
        {"decision": "not_yet", "remark": " "},
        {"recorded_by": None},
        {"link": "ab"},  # by somebody and by link at once
    ],
)
def test_the_database_refuses_a_word_that_cannot_be(draft: Draft, manager: User, wrong: dict[str, object]) -> None:
    right = {"draft": draft, "checksum": draft.checksum, "role": "gp", "decision": "yes", "recorded_by": manager}
    with pytest.raises(IntegrityError), transaction.atomic():
        SignOff.objects.create(**(right | wrong))


def test_a_word_is_never_changed(draft: Draft, manager: User) -> None:
    drafts.agreed(draft, by=manager)
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.update(decision="yes")
    with pytest.raises(DatabaseError), transaction.atomic():
        SignOff.objects.all().delete()
