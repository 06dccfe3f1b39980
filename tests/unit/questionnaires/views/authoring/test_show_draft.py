from django.test import Client
from django.urls import reverse

from cohort.accounts.models import User
from questionnaires.actions import load
from questionnaires.actions.drafts.upload import upload
from questionnaires.models import Draft, SignOff, Version
from questionnaires.reading import judging
from tests import drafts, factories


def address(draft: Draft, name: str = "show_draft") -> str:
    return reverse(f"questionnaires:{name}", args=[draft.pk])


def test_the_report_says_what_has_to_change_where_and_what_to_write_instead(desk: Client, manager: User) -> None:
    draft = drafts.draft(by=manager, asked=drafts.FAILED)
    page = desk.get(address(draft)).content.decode()
    for part in ("Must be changed", "lumbago", "ondt i lænden", "week_walked", "Danish", "LIX", "(the aim is 8)"):
        assert part in page
    assert "1 place has to be changed." in page
    assert address(draft, "publish_draft") not in page


def test_a_warning_gets_its_reason_on_the_page(desk: Client, manager: User) -> None:
    draft = drafts.draft(by=manager, asked=drafts.WARNED)
    found = judging.judged(draft).warnings[0]
    short = desk.post(address(draft, "give_reason"), {"mark": found.mark, "text": "no"}, follow=True)
    assert "Write a little more" in short.content.decode()
    said = desk.post(address(draft, "give_reason"), {"mark": found.mark, "text": drafts.REASON}, follow=True)
    assert drafts.REASON in said.content.decode()


def test_the_same_question_elsewhere_is_named(desk: Client, manager: User) -> None:
    load.load(drafts.text(slug="another"), by="user:1")
    page = desk.get(address(drafts.draft(by=manager, asked="Gik du en tur i denne uge?"))).content.decode()
    assert "another" in page


def test_a_word_of_the_board_is_written_down(desk: Client, draft: Draft) -> None:
    word = {"role": "patient", "decision": "not_yet", "checksum": draft.checksum}
    assert desk.post(address(draft, "sign_draft"), word).status_code == 422  # it says nothing of what to change
    desk.post(address(draft, "sign_draft"), word | {"remark": "Too long"})
    assert SignOff.objects.get().remark == "Too long"
    assert "Too long" in desk.get(address(draft)).content.decode()


def test_publishing_says_what_it_does_and_does_it(desk: Client, draft: Draft, manager: User) -> None:
    assert "The board has said yes 0 times" in desk.get(address(draft)).content.decode()
    desk.post(address(draft, "publish_draft"), {"checksum": draft.checksum})
    assert not Version.objects.filter(instrument__slug="my_week").exists()
    drafts.agreed(draft, by=manager)
    assert "A published version never changes." in desk.get(address(draft)).content.decode()
    desk.post(address(draft, "publish_draft"), {"checksum": draft.checksum})
    assert Version.objects.current("my_week").number == 1
    assert "draft_closed" not in desk.get(address(draft)).content.decode()


def test_the_number_of_questionnaires_that_change_is_said(desk: Client, manager: User) -> None:
    practice = factories.practice()
    doctor = factories.staff(of=practice)
    factories.consenting(factories.enrolled(by=doctor).participant)
    text = drafts.text(slug="week_2", number=2)
    response = desk.get(address(drafts.agreed(upload(text=text, by=manager), by=manager)))
    assert response.context["renewed"] == 1  # of the one participant, two weeks ahead


def test_a_draft_is_set_aside(desk: Client, draft: Draft) -> None:
    desk.post(address(draft, "set_draft_aside"))
    assert Draft.objects.get().state == "set_aside"
    assert address(draft, "set_draft_aside") not in desk.get(address(draft)).content.decode()
