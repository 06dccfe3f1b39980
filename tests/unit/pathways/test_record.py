"""The record template: ticked, kept where it may be kept, turned into a note, harmless to send twice."""

import re
from concurrent.futures import ThreadPoolExecutor
from copy import deepcopy
from datetime import date, timedelta
from threading import Barrier
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.audit.models import Entry
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.models import Participant, Practice
from pathways.actions import record
from pathways.models import Episode, Event
from questionnaires.actions import answers
from questionnaires.models import Assignment, Response, Version
from tests import factories
from tests.signing import sign_in
from tests.unit.pathways.conftest import Now, template

TICKS: dict[str, object] = {
    "g_date": "2026-05-14",
    "g_contact": "visit",
    "g_icpc": "L84",
    "g_red": ["asked_none"],
    "g_tests": ["none"],
    "g_treat": ["physio", "sick_note"],
    "g_worry_talked": "yes",
    "g_impact": "6",
    "g_note": "Vil gerne svømme igen",
}


def address(participant: Participant) -> str:
    return f"/participants/{participant.study_number}/record/"


def test_nothing_is_ticked_beforehand(client: Client, grethe: Participant) -> None:
    page = client.get(address(grethe))
    assert page.status_code == 200
    main = page.text.split("<main")[1]
    assert "checked" not in main
    assert "selected" not in main
    assert 'value="asked_none"' in main
    assert 'name="g_date" value="2026-05-14"' in main


def test_ticks_are_kept_as_answers_and_events(client: Client, doctor: User, grethe: Participant) -> None:
    form = str(uuid4())
    answer = client.post(address(grethe), TICKS | {"form": form})
    assert answer["Location"] == f"{address(grethe)}{form}/note/"
    response = Response.objects.get(uuid=form)
    assert response.submitted_at
    assert response.answers["g_red"] == ["asked_none"]
    assert response.answers["g_impact"] == 6
    assert response.answers["g_exam"] == {"missing": "s"}
    kept = Assignment.objects.get(response=response)
    assert (kept.respondent, kept.answered_by, kept.state) == ("clinician", doctor, "submitted")
    assert kept.participant == grethe
    events = set(Event.objects.values_list("kind", "item", "code", "starts_on", "source"))
    day, source = date(2026, 5, 14), f"record:{form}"
    assert events == {
        ("contact", "g_contact", "visit", day, source),
        ("diagnosis", "g_icpc", "L84", day, source),
        ("treatment", "g_treat", "physio", day, source),
        ("sick_leave", "g_treat", "sick_note", day, source),
    }
    assert Episode.objects.get().started_on == day
    row = Entry.objects.get(action="record.kept")
    assert (row.actor, row.subject, row.detail["events"]) == (doctor.actor, grethe.actor, 4)
    assert "svømme" not in str(row.detail)


@pytest.mark.covers("R77")
def test_the_note_is_there_to_copy(client: Client, grethe: Participant) -> None:
    page = client.post(address(grethe), TICKS, follow=True)
    (note,) = re.findall(r"<textarea[^>]*readonly[^>]*>(.*?)</textarea>", page.text, re.DOTALL)
    assert "Tegn på alvorlig sygdom: Spurgt – ingen." in note
    assert "ICPC: L84 Rygsyndrom uden udstråling." in note
    assert "Eventuelt: Vil gerne svømme igen." in note
    assert "Undersøgt" not in note
    assert "copy.js" in page.text
    assert Entry.objects.filter(action="participant.read", detail__part="note").count() == 1


def test_a_note_says_in_english_that_it_is_danish(client: Client, grethe: Participant) -> None:
    page = client.post(address(grethe), TICKS, follow=True, headers={"accept-language": "en"})
    assert "Notes are written in Danish." in page.text


def test_the_same_page_sent_twice_is_kept_once(client: Client, grethe: Participant) -> None:
    form = str(uuid4())
    first = client.post(address(grethe), TICKS | {"form": form})
    second = client.post(address(grethe), TICKS | {"form": form, "g_treat": ["chiro"]})
    assert first["Location"] == second["Location"]
    assert Response.objects.filter(uuid=form).count() == 1
    assert Event.objects.filter(code="physio").count() == 1
    assert not Event.objects.filter(code="chiro").exists()


@pytest.mark.django_db(transaction=True)
def test_the_same_page_sent_twice_at_once_is_kept_once() -> None:
    doctor = factories.staff(of=factories.practice())
    grethe = factories.consenting(factories.enrolled(by=doctor).participant)
    form, both = uuid4(), Barrier(2)

    def sending(_: int) -> UUID | None:
        try:
            both.wait(timeout=10)
            kept = record.capture(
                participant=grethe, version=template(), form=form, answers={"g_contact": "visit"}, by=doctor
            )
            return kept.uuid if kept else None
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert set(threads.map(sending, range(2))) == {form}
    assert Event.objects.count() == 1
    assert Episode.objects.count() == 1


def test_a_second_consultation_belongs_to_the_same_episode(client: Client, grethe: Participant, now: Now) -> None:
    client.post(address(grethe), TICKS)
    now.pass_days(20)
    client.post(address(grethe), TICKS | {"g_date": "2026-06-03"})
    client.post(address(grethe), TICKS | {"g_date": "2026-05-01"})
    episode = Episode.objects.get()
    assert episode.started_on == date(2026, 5, 1)
    assert episode.events.filter(kind="contact").count() == 3


@pytest.mark.covers("R29")
def test_what_a_later_consultation_says_is_over_has_an_end(client: Client, grethe: Participant, doctor: User) -> None:
    begun: dict[str, object] = {
        "g_date": "2026-05-01",
        "g_treat": ["physio", "chiro", "sick_note"],
        "g_meds": ["nsaid"],
    }
    begun["g_meds_new"] = ["nsaid"]
    client.post(address(grethe), begun)
    other = factories.consenting(factories.enrolled(by=doctor, name="Poul Krogh").participant)
    client.post(address(other), begun)
    over = {"g_treat_stop": ["physio"], "g_meds_stop": ["nsaid"], "g_sick_note": "ended"}
    for day, given in (("2026-05-14", over | {"g_treat": ["physio"]}), ("2026-04-20", {"g_treat_stop": ["chiro"]})):
        version = Version.objects.current("gp_follow_up")
        record.capture(participant=grethe, version=version, form=uuid4(), answers={"g_date": day} | given, by=doctor)
    ends = set(Event.objects.filter(episode__participant=grethe).values_list("code", "starts_on", "ends_on"))
    began, ended = date(2026, 5, 1), date(2026, 5, 14)
    assert {one for one in ends if one[1] == began} == {
        ("physio", began, ended),
        ("sick_note", began, ended),
        ("nsaid", began, ended),
        ("chiro", began, None),  # said of a day before it began
    }
    assert ("physio", ended, None) in ends  # begun anew on the same day
    assert not Event.objects.filter(episode__participant=other, ends_on__isnull=False).exists()


def test_a_follow_up_has_its_own_short_page_once_there_is_a_record(client: Client, grethe: Participant) -> None:
    link = f"{address(grethe)}?follow-up"
    person = f"/participants/{grethe.study_number}/"
    assert link not in client.get(person).text
    client.post(address(grethe), TICKS)
    assert f'href="{link}"' in client.get(person).text
    page = client.get(link)
    shown = Version.objects.current("gp_follow_up")
    assert f'name="version" value="{shown.checksum}"' in page.text
    assert 'name="g_tests_result" value="mr_explains"' in page.text
    given = {
        "version": shown.checksum,
        "g_course": "better",
        "g_tests_result": ["mr_explains"],
        "form_feedback": "easy",
    }
    answer = client.post(link, given, follow=True)
    assert "MR (Forklarer smerten)" in answer.text
    assert "Skemaet" not in answer.text.split("<textarea")[1].split("</textarea>")[0]
    kept = Response.objects.get(version=shown)
    assert (kept.answers["form_feedback"], kept.answers["g_course"]) == ("easy", "better")
    assert Event.objects.filter(kind="test", code="mr_explains").count() == 1
    assert Episode.objects.count() == 1


@pytest.mark.covers("R28")
def test_a_result_is_kept_as_a_dated_test(grethe: Participant, doctor: User) -> None:
    version = Version.objects.current("gp_follow_up")
    given = {"g_date": "2026-05-12", "g_tests_result": ["mr_explains", "ct_awaited"]}
    record.capture(participant=grethe, version=version, form=uuid4(), answers=given, by=doctor)
    assert list(Event.objects.values_list("kind", "item", "code", "starts_on")) == [
        ("test", "g_tests_result", "mr_explains", date(2026, 5, 12))
    ]


def test_without_consent_the_note_is_made_and_nothing_is_kept(client: Client, doctor: User, now: Now) -> None:
    participant = factories.consenting(factories.enrolled(by=doctor).participant, record=False)
    assert "note" in client.get(address(participant)).text
    page = client.post(address(participant), TICKS)
    assert page.status_code == 200
    assert "ICPC: L84 Rygsyndrom uden udstråling." in page.text
    assert "no-store" in page["Cache-Control"]
    assert not Response.objects.exists()
    assert not Event.objects.exists()
    assert not Episode.objects.exists()
    assert not Assignment.objects.filter(respondent="clinician").exists()
    assert Entry.objects.filter(action="record.not_kept").count() == 1


def test_before_any_decision_nothing_is_kept_either(client: Client, doctor: User, now: Now) -> None:
    participant = factories.enrolled(by=doctor).participant
    assert client.post(address(participant), TICKS).status_code == 200
    assert not Response.objects.exists()


@pytest.mark.parametrize(
    "wrong, item",
    [
        ({"g_red": ["asked_none", "rf3_fever"]}, "g_red"),
        ({"g_contact": "telepathy"}, "g_contact"),
        ({"g_impact": "11"}, "g_impact"),
        ({"g_date": "yesterday"}, "g_date"),
        ({"g_note": "x" * 281}, "g_note"),
    ],
)
def test_a_fault_is_said_beside_the_item_and_keeps_the_rest(
    client: Client, grethe: Participant, wrong: dict[str, object], item: str
) -> None:
    page = client.post(address(grethe), TICKS | wrong)
    assert page.status_code == 422
    assert not Response.objects.exists()
    (control,) = [c for block in page.context["blocks"] for c in block.controls if c.error]
    assert control.id == item
    assert f'href="#{control.first_id}"' in page.text
    assert f'id="{control.first_id}"' in page.text
    assert re.search(r'value="physio" *checked', page.text)


def test_a_day_to_come_is_refused(client: Client, grethe: Participant, now: Now) -> None:
    page = client.post(address(grethe), TICKS | {"g_date": "2026-05-15"})
    assert page.status_code == 422
    assert not Response.objects.exists()


def test_a_page_of_somebody_else_is_refused(client: Client, doctor: User, grethe: Participant) -> None:
    other = factories.consenting(factories.enrolled(by=doctor).participant)
    form = str(uuid4())
    client.post(address(grethe), TICKS | {"form": form})
    assert client.post(address(other), TICKS | {"form": form}).status_code == 422
    assert not Event.objects.filter(episode__participant=other).exists()
    assert client.get(f"{address(other)}{form}/note/").status_code == 404


def test_a_page_is_read_by_the_edition_it_showed(client: Client, grethe: Participant) -> None:
    shown = template()
    page = client.get(address(grethe))
    assert f'name="version" value="{shown.checksum}"' in page.text
    content = deepcopy(shown.content)
    content["sections"][0]["pages"][0]["items"] = content["sections"][0]["pages"][0]["items"][:1]  # no g_contact
    newer = Version.objects.create(
        instrument=shown.instrument, number=shown.number + 1, content=content, checksum="0" * 64
    )
    assert template() == newer
    client.post(address(grethe), TICKS | {"version": shown.checksum})
    response = Response.objects.get()
    assert (response.version, response.answers["g_contact"]) == (shown, "visit")


@pytest.mark.parametrize("version", ["f" * 64, "", "\x00", "æ" * 64])
def test_a_page_of_an_edition_that_never_was_is_refused(client: Client, grethe: Participant, version: str) -> None:
    page = client.post(address(grethe), TICKS | {"version": version})
    assert page.status_code == 422
    assert page.context["refusal"].code == "unknown_version"
    assert f'name="version" value="{template().checksum}"' in page.text
    assert re.search(r'value="physio" *checked', page.text)
    assert not Response.objects.exists()


def test_what_hangs_on_an_untick_is_dropped(client: Client, grethe: Participant) -> None:
    client.post(address(grethe), TICKS | {"g_red_action": "admission"})
    assert "g_red_action" not in Response.objects.get().answers


def test_act_and_audit_stand_or_fall_together(
    doctor: User, grethe: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_row(**_: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(record, "record", no_row)
    with pytest.raises(RuntimeError):
        record.capture(participant=grethe, version=template(), form=uuid4(), answers={"g_contact": "visit"}, by=doctor)
    assert not Response.objects.exists()
    assert not Event.objects.exists()


def test_the_future_is_refused_by_the_action_too(doctor: User, grethe: Participant) -> None:
    tomorrow = (clock.today() + timedelta(days=1)).isoformat()
    with pytest.raises(Refusal) as refused:
        record.capture(participant=grethe, version=template(), form=uuid4(), answers={"g_date": tomorrow}, by=doctor)
    assert refused.value.code == "day_to_come"


@pytest.mark.covers("S27")
def test_markup_in_the_line_stays_text(client: Client, grethe: Participant) -> None:
    page = client.post(address(grethe), TICKS | {"g_note": "</textarea><script>alert(1)</script>"}, follow=True)
    assert "<script>alert" not in page.text
    assert "&lt;/textarea&gt;" in page.text


def test_others_do_not_find_it(client: Client, practice: Practice, grethe: Participant) -> None:
    form = str(uuid4())
    client.post(address(grethe), TICKS | {"form": form})
    sign_in(client, factories.staff(of=factories.practice("Lægerne Havnen")))
    assert client.get(address(grethe)).status_code == 404
    assert client.post(address(grethe), TICKS).status_code == 404
    assert client.get(f"{address(grethe)}{form}/note/").status_code == 404
    sign_in(client, factories.staff(Role.RESEARCHER, of=practice))
    assert client.get(address(grethe)).status_code == 403
    assert client.get(f"{address(grethe)}{form}/note/").status_code == 403


def test_a_slip_in_the_year_is_refused(client: Client, grethe: Participant) -> None:
    answer = client.post(address(grethe), TICKS | {"form": str(uuid4()), "g_date": "1926-05-14"})
    assert answer.status_code == 422
    assert not Episode.objects.exists()


def test_a_questionnaire_of_the_patient_is_no_record_template(client: Client, grethe: Participant) -> None:
    assignment = Assignment.objects.get(participant=grethe, version__instrument__slug="baseline_a")
    answers.save(assignment=assignment, patch={"pain_back_nrs": 3}, now=clock.now(), how=answers.Manner("da"))
    answer = client.post(address(grethe), TICKS | {"form": str(Response.objects.get().uuid)})
    assert answer.status_code == 422
    assert not Event.objects.exists()


def test_a_template_says_how_long_it_was_open(client: Client, grethe: Participant, now: Now) -> None:
    opened = re.search(r'name="opened" value="([^"]+)"', client.get(address(grethe)).text)
    assert opened
    now.pass_days(73 / 86_400)
    client.post(address(grethe), TICKS | {"opened": opened[1]})
    response = Response.objects.get(assignment__respondent="clinician")
    assert response.submitted_at is not None
    assert round((response.submitted_at - response.started_at).total_seconds()) == 73
