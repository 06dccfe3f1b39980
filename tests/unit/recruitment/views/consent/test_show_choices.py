"""What was said yes to, from a message: shown without a name, changed with one tap, asked again where it concerns."""

from datetime import timedelta

import pytest
from django.test import Client

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.members.models import ConsentDecision, ConsentText, Participant, PersonalLink, Scope
from tests import factories
from tests.consent_texts import asking
from tests.signing import sign_in_own
from tests.unit.members import own
from tests.unit.questionnaires import answering
from tests.unit.questionnaires.answering import Person

pytestmark = pytest.mark.django_db
CHOICES = PersonalLink.Purpose.CHOICES


@pytest.fixture
def grethe() -> Participant:
    return factories.consenting(own.someone(), share=False)


@pytest.fixture
def token(grethe: Participant) -> str:
    return own.link(grethe, purpose=CHOICES)


def page(token: str) -> str:
    answer = Client().get(f"/c/{token}/")
    assert answer.status_code == 200
    return answer.content.decode()


def choose(token: str, number: int = 1, **choice: str) -> str:
    sent = Client().post(f"/c/{token}/choose/", {"text": number, **choice}, follow=True)
    return sent.content.decode()


def test_it_shows_the_choices_and_nobody(grethe: Participant, token: str) -> None:
    text = page(token)
    assert text.count('role="switch"') == len(Scope)
    assert text.count('aria-checked="false"') == 1
    for word in ("Grethe", "Lyngsøe", grethe.study_number, "test.example"):
        assert word not in text


@pytest.mark.covers("R21")
def test_one_tap_takes_a_yes_back_and_another_gives_it_again(grethe: Participant, token: str) -> None:
    assert "Dit valg er gemt" in choose(token, registers="no")
    assert not grethe.allows(Scope.REGISTERS)
    assert grethe.allows(Scope.QUESTIONNAIRES)
    entry = Entry.objects.filter(action="consent.decided").latest("pk")
    assert (entry.actor, entry.detail["refused"]) == (grethe.actor, "registers")
    choose(token, registers="yes")
    assert grethe.allows(Scope.REGISTERS)


@pytest.mark.parametrize("sent", [{}, {"registers": "perhaps"}, {"registers": "no", "diary": "no"}])
def test_what_is_no_single_choice_changes_nothing(grethe: Participant, token: str, sent: dict[str, str]) -> None:
    before = ConsentDecision.objects.count()
    assert "Siden var ændret" in choose(token, **sent)
    assert "Siden var ændret" in choose(token, 7, registers="no")
    assert ConsentDecision.objects.count() == before


def test_whoever_has_decided_nothing_decides_where_the_text_stands() -> None:
    participant = own.someone()
    token = own.link(participant, purpose=CHOICES)
    assert 'role="switch"' not in page(token)
    choose(token, questionnaires="yes")
    assert not ConsentDecision.objects.exists()
    assert "/stop/" in page(token)


def test_links_of_other_kinds_do_not_open_it(grethe: Participant) -> None:
    for purpose in (PersonalLink.Purpose.OWN, PersonalLink.Purpose.CODE, PersonalLink.Purpose.DIARY):
        assert Client().get(f"/c/{own.link(grethe, purpose=purpose)}/").status_code == 404


def test_a_link_that_is_over_says_so(grethe: Participant, token: str) -> None:
    PersonalLink.objects.filter(purpose=CHOICES).update(revoked_at=clock.now())
    assert Client().get(f"/c/{token}/").status_code == 410
    assert Client().post(f"/c/{token}/choose/", {"text": 1, "diary": "no"}).status_code == 410


# Asked again


@pytest.fixture
def person(db: None) -> Person:
    person = answering.person()
    asking(2, clock.today(), "registers", until=clock.today() + timedelta(days=3))
    return person


@pytest.mark.covers("R20")
def test_before_the_questions_whoever_it_concerns_is_asked_once_more(person: Person) -> None:
    door, choices = f"/q/{person.token}/", f"/c/{person.token}/"
    assert Client().get(door).headers["Location"] == choices
    text = page(person.token)
    assert "Vi spørger dig om dette en gang til" in text
    assert f"{door}?later=1" in text
    assert Client().get(f"{door}?later=1").status_code == 200
    assert person.participant.allows(Scope.REGISTERS)
    choose(person.token, 2, registers="yes")
    stands = person.participant.consents.get(scope="registers")
    assert (stands.granted, stands.text) == (True, ConsentText.objects.get(number=2))
    assert Client().get(door).status_code == 200
    assert "en gang til" not in page(person.token)


def test_after_the_day_later_is_not_offered_and_not_taken(person: Person) -> None:
    later = clock.now() + timedelta(days=4)
    with clock.use(lambda: later):
        assert "?later=1" not in page(person.token)
        assert Client().get(f"/q/{person.token}/?later=1").status_code == 302
        choose(person.token, 2, registers="no")
        assert Client().get(f"/q/{person.token}/").status_code == 200
    assert not person.participant.allows(Scope.REGISTERS)


def test_the_own_page_asks_too(person: Person) -> None:
    browser = sign_in_own(Client(), person.participant)
    text = browser.get("/mine/").content.decode()
    assert "Vi spørger dig om dette en gang til" in text
    browser.post("/mine/choices/", {"text": 2, "registers": "yes"})
    assert "en gang til" not in browser.get("/mine/").content.decode()
