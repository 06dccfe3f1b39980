"""The page where somebody signs up, and what a worker makes of it."""

import re
from datetime import timedelta

import pytest
import pytest_django
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cohort.audit.models import Entry
from cohort.common import clock
from cohort.config.couriers import COURIERS
from cohort.config.web.doors import DOORS
from cohort.members.models import Participant, Practice
from cohort.outbox.models import Message
from recruitment import tasks
from recruitment.actions import join
from recruitment.models import Channel, Claim, JoinRequest
from tests import factories
from tests.letters import telling
from tests.unit.recruitment.joining.people import TYPED, channel, sign_up, signed_up

pytestmark = pytest.mark.django_db


def place(name: str, town: str, **changes: object) -> Practice:
    made = factories.practice(name)
    Practice.objects.filter(pk=made.pk).update(town=town, **changes)
    made.refresh_from_db()
    return made


def test_somebody_new_becomes_a_participant_and_gets_their_link() -> None:
    here = channel()
    answer = sign_up(here.code)
    assert answer.status_code == 200
    assert "niels@test.example" in answer.text
    row = JoinRequest.objects.get()
    with connection.cursor() as cursor:
        cursor.execute("SELECT given FROM recruitment_joinrequest")
        assert "niels" not in cursor.fetchone()[0].lower()
    tasks.take_in()
    tasks.take_in()
    assert not JoinRequest.objects.filter(pk=row.pk).exists()
    someone = Participant.objects.get()
    assert (someone.has_practice, someone.enrolled_by, someone.arrival.channel) == (False, None, here)
    contact = someone.contact
    assert (contact.name, contact.birth_date, contact.email) == ("Niels Vang", "1961-02-03", "niels@test.example")
    assert (someone.claim.state, someone.claim.name) == ("alone", "")
    assert Entry.objects.get(action="participant.signed_up").subject == someone.actor
    message = Message.objects.get(kind="enrolment", recipient=someone.actor)
    assert COURIERS["enrolment"].wanted(message) == ""
    letter = COURIERS["enrolment"].compose(message)
    assert (letter.to, letter.sender) == ("niels@test.example", "Anne Test")
    assert telling(letter.sender, letter.subject, letter.text.replace("http://localhost", "")) == []
    assert "–\n" not in letter.text
    found = re.search(r"http://localhost(/l/[\w-]{43}/)", letter.text)
    assert found
    page = Client().get(found[1])
    assert page.status_code == 200
    assert "Du har selv tilmeldt dig" in page.text


def test_a_mobile_number_of_any_country_is_enough() -> None:
    sign_up(channel().code, address="+46 70 123 45 67")
    tasks.take_in()
    assert Participant.objects.get().contact.mobile == "+46701234567"
    assert COURIERS["enrolment"].compose(Message.objects.get()).to == "46701234567@sms.example"


def test_where_no_text_message_can_be_sent_the_page_says_so(settings: pytest_django.Settings) -> None:
    settings.SMS_MAIL_DOMAIN = ""
    answer = sign_up(channel().code, address="20304050")
    assert answer.status_code == 422
    assert "Skriv en e-mailadresse i stedet" in answer.text


@pytest.mark.parametrize(
    ("field", "typed"),
    [
        ("name", ""),
        ("name", "Vind en million på evil.example"),
        ("name", "https://evil.example/x"),
        ("birth_date", "31-02-1961"),
        ("birth_date", "03-02-2015"),
        ("birth_date", "03-02-1861"),
        ("address", "niels@"),
        ("address", "12345678"),
        ("no_practice", ""),
    ],
)
def test_what_cannot_be_right_is_asked_again(field: str, typed: str) -> None:
    assert sign_up(channel().code, **{field: typed}).status_code == 422
    assert not JoinRequest.objects.exists()


def test_known_and_unknown_people_get_the_same_answer_for_the_same_work() -> None:
    doctor = factories.staff(of=factories.practice())
    factories.enrolled(
        by=doctor, name="Grethe", email="niels@test.example", birth_date=clock.today().replace(1961, 2, 3)
    )
    here = channel()
    sign_up(here.code)  # what a process reads once
    done = []
    for typed in ({}, {"birth_date": "04-02-1961"}):
        with CaptureQueriesContext(connection) as captured:
            answer = sign_up(here.code, **typed)
        kinds = [re.sub(r"'(?:[^']|'')*'|\b\d+\b|\bs\d+_x\d+\b", "?", one["sql"]) for one in captured.captured_queries]
        page = re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", answer.text)
        done.append((answer.status_code, page, kinds))
    assert done[0] == done[1]
    assert not any("members_contact" in one or "members_participant" in one for one in done[0][2])


def test_somebody_enrolled_who_has_not_decided_gets_the_link_again_and_stays_one() -> None:
    someone = signed_up(consents=False)
    for _ in range(5):
        sign_up(channel().code)
        tasks.take_in()
    assert Participant.objects.get() == someone
    again = Message.objects.filter(kind="enrolment", about__startswith="again:")
    assert again.count() == join.MOST_AGAIN  # an hour's worth, however often it is asked
    assert COURIERS["enrolment"].wanted(again[0]) == ""
    with clock.use(lambda: someone.enrolled_at + timedelta(days=28)):
        first = Message.objects.get(kind="enrolment", about="")
        assert COURIERS["enrolment"].wanted(first) == "window_closed"


def test_somebody_who_takes_part_gets_the_way_to_their_own_page() -> None:
    signed_up()
    sign_up(channel().code)
    tasks.take_in()
    assert Participant.objects.count() == 1
    assert Message.objects.filter(kind="own_link").count() == 1


def test_a_couple_with_one_address_is_two_people() -> None:
    signed_up()
    sign_up(channel().code, name="Bodil Vang", birth_date="09-07-1963")
    tasks.take_in()
    assert {one.contact.name for one in Participant.objects.all()} == {"Niels Vang", "Bodil Vang"}
    recipients = Message.objects.filter(kind="enrolment").values_list("recipient", flat=True)
    assert len(set(recipients)) == 2


def test_what_fills_in_every_field_is_answered_alike_and_taken_in_nowhere() -> None:
    answer = sign_up(channel().code, website="https://spam.example")
    assert answer.status_code == 200
    assert not JoinRequest.objects.exists()


def test_the_practice_of_the_waiting_room_is_one_tick_already_made() -> None:
    practice = factories.practice()
    here = channel(practice)
    page = Client().get(f"/x/{here.code}/join/")
    assert "Min læge er i Lægehuset Nørregade" in page.text
    assert 'name="looked_for"' not in page.text
    assert sign_up(here.code, here="on", no_practice="").status_code == 200
    tasks.take_in()
    claim = Claim.objects.get()
    assert (claim.practice, claim.state, claim.name, claim.birth_date) == (
        practice,
        "waiting",
        "Niels Vang",
        "1961-02-03",
    )
    again = sign_up(here.code, no_practice="")  # the tick taken away: which one then?
    assert again.status_code == 422
    assert 'name="looked_for"' in again.text


def test_a_practice_is_found_by_name_town_or_number_and_chosen_in_a_second_step() -> None:
    ribe, other = place("Lægerne Torvet", "Ribe"), place("Lægerne Torvet", "Odense", takes_part=False)
    here = channel().code
    offered = sign_up(here, no_practice="", looked_for="torvet ribe")
    assert offered.status_code == 200
    assert "Lægerne Torvet, Ribe" in offered.text
    assert "Odense" not in offered.text
    assert 'value="Niels Vang"' in offered.text  # nothing is typed twice
    assert not JoinRequest.objects.exists()
    assert "Odense" in sign_up(here, no_practice="", looked_for=other.provider_number or "").text
    for chosen, birth_date, expected in (
        (str(ribe.pk), "03-02-1961", (ribe, "waiting", "")),
        (str(other.pk), "03-02-1962", (other, "outside", "")),
        ("other", "03-02-1963", (None, "outside", "torvet")),
    ):
        sign_up(here, no_practice="", looked_for="torvet", practice=chosen, birth_date=birth_date)
        tasks.take_in()
        claim = Claim.objects.latest("pk")
        assert (claim.practice, claim.state, claim.named) == expected
        assert bool(claim.name) == (claim.state == "waiting")
    assert sign_up(here, no_practice="", looked_for="torvet", practice="999999").status_code == 422


def test_the_row_that_stands_for_no_practice_is_offered_to_nobody() -> None:
    unlisted = Practice.objects.unlisted()
    assert not Practice.objects.matching(unlisted.name).exists()
    assert not Practice.objects.matching("  ").exists()


def test_a_code_nobody_has_and_a_channel_that_has_ended() -> None:
    assert Client().get("/x/ZZZZZZZZ/join/").status_code == 404
    here = channel()
    assert Client().get(f"/x/{here.code.lower()}/join/").status_code == 200
    here.ended_at = clock.now()
    here.save()
    assert sign_up(here.code).status_code == 410
    assert not JoinRequest.objects.exists()


def test_one_that_cannot_be_taken_in_keeps_none_waiting_and_goes_after_three_days() -> None:
    here = channel()
    JoinRequest.objects.create(channel=here, given="{}", asked_at=clock.now() - timedelta(hours=1))
    sign_up(here.code)
    assert join.take_in_waiting() == 1
    assert Participant.objects.count() == 1
    with clock.use(lambda: clock.system_time() + timedelta(days=4)):
        assert join.take_in_waiting() == 1
    assert not JoinRequest.objects.exists()
    assert Entry.objects.filter(action="sign_up.given_up").count() == 1


def test_one_channel_takes_so_many_an_hour_from_wherever_they_come() -> None:
    here, there = channel().code, Channel.objects.create(kind="shop_poster", name="Brugsen").code
    cache.clear()
    amount = {rule.per: rule.amount for rule in DOORS["recruitment:join"]}["channel"]
    for number in range(amount):
        status = Client(REMOTE_ADDR=f"10.0.{number // 100}.{number % 100}").post(f"/x/{here}/join/", {}).status_code
        assert status == 422
    stranger = Client(REMOTE_ADDR="10.1.0.1")
    assert stranger.post(f"/x/{here.lower()}/join/", {}).status_code == 429
    assert stranger.post(f"/x/{there}/join/", {}).status_code == 422


def test_one_browser_knocks_a_dozen_times_an_hour_and_is_told_when_to_come_back() -> None:
    here = channel()
    sign_up(here.code)
    client = Client()
    answers = [client.post(f"/x/{here.code}/join/", {}) for _ in range(14)]
    assert {answer.status_code for answer in answers[:11]} == {422}
    assert answers[-1].status_code == 429
    assert int(answers[-1]["Retry-After"]) > 0
    assert TYPED["address"] not in answers[-1].text
