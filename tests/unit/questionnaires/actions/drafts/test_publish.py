import pytest
import pytest_django

from cohort.accounts.models import User
from cohort.audit.models import Entry
from cohort.common.errors import NoLongerOpen, Refusal
from questionnaires.actions.drafts.give_reason import give_reason
from questionnaires.actions.drafts.publish import NotReady, missing, publish, set_aside
from questionnaires.actions.drafts.sign_off import sign_off
from questionnaires.actions.drafts.upload import upload
from questionnaires.models import Draft, Version
from questionnaires.reading import judging
from tests import drafts


def test_a_plain_draft_that_the_board_wants_is_published(draft: Draft, manager: User) -> None:
    drafts.agreed(draft, by=manager)
    version = publish(draft=draft, checksum=draft.checksum, by=manager)
    draft.refresh_from_db()
    assert (draft.state, draft.version, str(version)) == ("published", version, "my_week 1")
    assert version.definition.item("week_walked") is not None
    assert set(Entry.objects.filter(actor=manager.actor).values_list("action", flat=True)) >= {
        *("draft.published", "version.published"),
    }
    with pytest.raises(NoLongerOpen):
        publish(draft=draft, checksum=draft.checksum, by=manager)


def test_what_fails_blocks_whatever_the_board_says(manager: User) -> None:
    draft = drafts.agreed(drafts.draft(by=manager, asked=drafts.FAILED), by=manager)
    with pytest.raises(NotReady) as refused:
        publish(draft=draft, checksum=draft.checksum, by=manager)
    assert len(refused.value.missing) == 1
    assert not Version.objects.filter(instrument__slug="my_week").exists()


def test_each_warning_wants_a_reason(manager: User) -> None:
    draft = drafts.agreed(drafts.draft(by=manager, asked=drafts.WARNED), by=manager)
    assert len(missing(draft)) == 1
    for found in judging.judged(draft).warnings:
        give_reason(draft=draft, mark=found.mark, text=drafts.REASON, by=manager)
    assert missing(draft) == []
    assert publish(draft=draft, checksum=draft.checksum, by=manager).number == 1


@pytest.mark.covers("R104")
@pytest.mark.parametrize(
    ("words", "lacks"),
    [
        ([], 2),  # nobody, and so no patient
        ([("patient", "yes")], 1),
        ([("gp", "yes"), ("researcher", "remarks")], 1),  # no patient
        ([("patient", "remarks"), ("gp", "yes")], 0),
        ([("patient", "yes"), ("gp", "yes"), ("chiropractor", "not_yet")], 1),
    ],
)
def test_the_board_says_yes_with_a_patient_and_without_a_not_yet(
    draft: Draft, manager: User, words: list[tuple[str, str]], lacks: int
) -> None:
    for role, decision in words:
        sign_off(draft=draft, checksum=draft.checksum, role=role, decision=decision, remark="So.", by=manager)
    assert len(missing(draft)) == lacks


def test_how_many_is_a_setting(draft: Draft, manager: User, settings: pytest_django.Settings) -> None:
    drafts.agreed(draft, by=manager)
    settings.BOARD_YES = 3
    assert len(missing(draft)) == 1


def test_another_text_than_the_one_that_was_read_is_not_published(draft: Draft, manager: User) -> None:
    drafts.agreed(draft, by=manager)
    with pytest.raises(Refusal) as refused:
        publish(draft=draft, checksum="0" * 64, by=manager)
    assert refused.value.code == "text_changed"


def test_a_draft_that_is_set_aside_is_over(draft: Draft, manager: User) -> None:
    set_aside(draft=draft, by=manager)
    draft.refresh_from_db()
    assert draft.state == "set_aside"
    with pytest.raises(NoLongerOpen):
        set_aside(draft=draft, by=manager)


@pytest.mark.covers("R63")
@pytest.mark.parametrize(("items", "level"), [(1, None), (2, "warn"), (5, "fail")])
def test_minutes_over_the_aim_want_a_reason_and_over_the_limit_nothing_helps(
    manager: User, items: int, level: str | None
) -> None:
    """Real time is held against the same two numbers: reading/test_measured.py."""
    more = "".join(
        f"""          - id: week_{n}
            type: boolean
            seconds: 300
            label: {{da: "Nummer {n}", en: "Number {n} of them"}}
            text: {{da: "Ja eller nej, {n}?", en: "Yes or no, {n}?"}}
"""
        for n in range(items)
    )
    found = judging.judged(upload(text=drafts.text() + more, by=manager)).findings
    assert [one.level for one in found if one.rule == "minutes"] == ([level] if level else [])
