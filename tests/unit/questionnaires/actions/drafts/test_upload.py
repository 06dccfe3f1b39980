import pytest
from django.db import IntegrityError, transaction

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common.errors import Refusal
from questionnaires.actions import load
from questionnaires.actions.drafts.upload import upload
from questionnaires.definition.faults import DefinitionError
from questionnaires.models import Draft
from tests import drafts


def test_an_instrument_becomes_a_draft(manager: User) -> None:
    draft = upload(text=drafts.text(), by=manager)
    assert (str(draft), draft.state, draft.uploaded_by) == ("my_week 1", "draft", manager)
    assert Entry.objects.get(action="draft.uploaded").subject == f"draft:{draft.pk}"


def test_the_same_name_and_number_changes_the_text_and_keeps_the_draft(draft: Draft, manager: User) -> None:
    again = upload(text=drafts.text(drafts.WARNED), by=manager)
    assert again.pk == draft.pk
    assert again.checksum != draft.checksum
    assert upload(text=drafts.text(drafts.WARNED), by=manager).pk == draft.pk
    assert Entry.objects.filter(action="draft.uploaded").count() == 2  # the same text once more is no change


@pytest.mark.parametrize("text", ["slug: [", "", "slug: x", drafts.text().replace("kind: patient", "kind: quiz")])
def test_what_is_no_instrument_is_not_kept(manager: User, text: str) -> None:
    with pytest.raises(DefinitionError) as error:
        upload(text=text, by=manager)
    assert error.value.faults
    assert not Draft.objects.exists()


def test_a_number_that_is_out_is_refused_with_the_next_one(manager: User) -> None:
    load.load(drafts.text(), by="user:1")
    with pytest.raises(Refusal) as refused:
        upload(text=drafts.text(drafts.WARNED), by=manager)
    assert refused.value.code == "number_published"
    assert "number: 2" in str(refused.value.sentence)
    assert upload(text=drafts.text(number=2), by=manager).number == 2


def test_another_kind_under_a_known_name_is_refused(manager: User) -> None:
    load.load(drafts.text(), by="user:1")
    with pytest.raises(Refusal) as refused:
        upload(text=drafts.text(number=2).replace("kind: patient", "kind: diary"), by=manager)
    assert refused.value.code == "kind_changed"


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "lost"},
        {"state": "published"},
        {"number": 0},
        {"checksum": "short"},
    ],
)
def test_the_database_refuses_a_draft_that_cannot_be(draft: Draft, wrong: dict[str, object]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.filter(pk=draft.pk).update(**wrong)


def test_the_database_holds_one_open_draft_of_a_name_and_number(draft: Draft, manager: User) -> None:
    again = {"slug": draft.slug, "number": 1, "text": "x", "checksum": "0" * 64, "uploaded_by": manager}
    with pytest.raises(IntegrityError), transaction.atomic():
        Draft.objects.create(**again)
    Draft.objects.create(**again, state=Draft.State.SET_ASIDE)
