"""One's own answers to questions in licensed words: in those words while they are here, under our label after that."""

from django.test import Client

from cohort.accounts.models import User
from questionnaires.actions import packs
from questionnaires.models import Assignment
from tests import factories, wording
from tests.unit.members import own
from tests.unit.pathways.conftest import Now, hand_in


def page(browser: Client, done: Assignment) -> str:
    return str(browser.get(f"/mine/answers/{done.uuid}/").content.decode())


def test_the_words_are_told_while_they_are_here_and_our_label_after_that(now: Now, doctor: User) -> None:
    pack = packs.add(text=wording.pack("eq5d"), by="user:1")
    participant = factories.consenting(factories.enrolled(by=doctor, mobile=own.MOBILE).participant)
    hand_in(participant, "baseline_a", {"pain_back_nrs": 4, "eq5d_mo": 3}, now)
    done = Assignment.objects.get(participant=participant, state=Assignment.State.SUBMITTED)
    browser = own.signed_in(participant)
    before = page(browser, done)
    packs.end(pack=pack, by="user:1", and_words=True)
    after = page(browser, done)
    assert "Sætning 1 til prøve" in before
    assert "Trin 3 til prøve" in before
    assert "til prøve" not in after
    assert "EQ-5D-5L, punkt 1" in after


def test_the_own_page_says_how_long_it_takes_with_the_words(now: Now, doctor: User) -> None:
    participant = factories.consenting(factories.enrolled(by=doctor, mobile=own.MOBILE).participant)
    browser = own.signed_in(participant)

    def minutes() -> list[int]:
        return [form.minutes for form in browser.get("/mine/").context["page"].open]

    before = minutes()
    packs.add(text=wording.pack("rmdq"), by="user:1")
    packs.add(text=wording.pack("eq5d"), by="user:1")
    assert sum(minutes()) > sum(before)
