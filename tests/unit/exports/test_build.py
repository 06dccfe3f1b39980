"""What is in the file of a release: everything that was answered with consent, nothing that tells who."""

import csv
import hashlib
import io
import re
from datetime import date, timedelta

import psycopg
import pytest
from django.apps import apps
from django.db import connection

from cohort.exports.actions import build
from cohort.exports.columns import FORMULA
from cohort.exports.models import Release
from cohort.exports.reading import snapshot
from cohort.members.models import ContactDetails, Participant, Practice, Scope
from questionnaires.actions import load
from questionnaires.models import Assignment, Response
from recruitment.actions import channels
from recruitment.models import Arrival
from tests import factories
from tests.unit.exports.conftest import CHECKUP, NOON, Cohort, read_zip

CPR, BORN = "2101270087", date(1927, 1, 21)  # the test identity of a public manual
FULL = {
    "worried": True,
    "pain": 7,
    "weight": 71.5,
    "work": "job",
    "place": ["low"],
    "since": "2026-02-20",
    "remark": "=canary free text",
    "workplace": "canaryworks",
}


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"))))


@pytest.mark.covers("R105")
def test_answers_come_back_typed_one_column_per_variable(cohort: Cohort) -> None:
    person = cohort.participant()
    response = cohort.answers(person, FULL)
    cohort.score(response, band="high")
    release = cohort.release()
    assert (release.state, release.rows) == ("ready", 1)
    files = read_zip(release)
    assert rows(files["answers/checkup.csv"]) == [
        {
            "participant": person.study_number,
            "wave": "baseline",
            "respondent": "participant",
            "version": "1",
            "response": str(response.uuid),
            "started_at": "2026-03-02T12:00:00Z",
            "submitted_at": "2026-03-02T12:05:00Z",
            "worried": "1",
            "pain": "7",
            "weight": "71.5",
            "work": "job",
            "place___low": "1",
            "place___leg": "0",
            "since": "2026-02-20",
        }
    ]
    assert rows(files["scores.csv"])[0] == {
        "participant": person.study_number,
        "wave": "baseline",
        "instrument": "checkup",
        "response": str(response.uuid),
        "score": "pain",
        "value": "7.000",
        "band": "high",
        "rule": "pain-1",
        "answered": "1",
    }


def test_a_reason_for_no_answer_stands_apart_and_leaves_the_cell_empty(cohort: Cohort) -> None:
    person = cohort.participant()
    gone = {"pain": {"missing": "d"}, "work": {"missing": "p"}, "place": {"missing": "s"}, "since": {"missing": "s"}}
    response = cohort.answers(person, {"worried": False, **gone, "remark": {"missing": "s"}})
    files = read_zip(cohort.release())
    line = rows(files["answers/checkup.csv"])[0]
    assert [line[name] for name in ("worried", "pain", "work", "place___low", "since", "weight")] == [
        "0", "", "", "", "", ""
    ]  # fmt: skip
    found = rows(files["missing.csv"])
    assert {one["response"] for one in found} == {str(response.uuid)}
    assert [(one["variable"], one["missing"]) for one in found] == [
        ("pain", "dont_know"),
        ("place", "skipped"),
        ("since", "skipped"),
        ("work", "prefer_not_to_say"),
    ]


def test_how_somebody_came_in_and_whether_a_practice_writes_about_them_stands_beside_the_answers(
    cohort: Cohort,
) -> None:
    person = cohort.participant()
    cohort.answers(person, FULL)
    other = cohort.participant()
    cohort.answers(other, FULL)
    consultation = channels.of_practice(practice=person.practice, kind="consultation")
    Arrival.objects.update_or_create(participant=person, defaults={"channel": consultation})
    Arrival.objects.filter(participant=other).delete()
    Participant.objects.filter(pk=other.pk).update(practice=Practice.objects.unlisted(), way="office")
    assert rows(read_zip(cohort.release())["participants.csv"]) == sorted(
        [
            {"participant": person.study_number, "channel": "consultation", "way": "online", "gp_record": "1"},
            {"participant": other.study_number, "channel": "", "way": "office", "gp_record": "0"},
        ],
        key=lambda row: row["participant"],
    )


def test_what_was_only_confirmed_stands_in_a_file_of_its_own(cohort: Cohort) -> None:
    confirmed, given = {"at": "2026-03-02", "from": "earlier"}, {"at": "2026-03-02"}
    person = cohort.participant()
    response = cohort.answers(person, FULL, trail={"work": confirmed, "pain": given, "remark": confirmed})
    cohort.answers(cohort.participant(), FULL, trail={"work": given})
    assert rows(read_zip(cohort.release())["confirmed.csv"]) == [
        {
            "participant": person.study_number,
            "wave": "baseline",
            "instrument": "checkup",
            "response": str(response.uuid),
            "variable": "work",
        }
    ]


@pytest.mark.covers("R25")
def test_nothing_that_identifies_is_in_any_file(cohort: Cohort) -> None:
    person = cohort.participant("Canary Jørgensen")
    cohort.answers(person, FULL)
    cohort.answers(person, {"examined": True}, version=cohort.visit)
    files = read_zip(cohort.release())
    contact = ContactDetails.objects.get(participant=person)
    secrets = [contact.name, "Canary", "Jørgensen", contact.birth_date, "1953-04-17", "17-04-1953"]
    secrets += [contact.email, contact.mobile, contact.email_key or "", contact.mobile_key or ""]
    secrets += [cohort.doctor.email, cohort.doctor.name, cohort.researcher.email, cohort.practice.name]
    secrets += [cohort.practice.provider_number, "canary free text", "canaryworks"]
    everything = b"".join(files.values())
    for secret in secrets:
        assert secret.lower().encode() not in everything.lower(), secret
    assert person.study_number.encode() in everything  # the search does find what is there


def test_the_cpr_number_of_somebody_enrolled_with_one_is_in_no_file(cohort: Cohort) -> None:
    person = factories.enrolled(by=cohort.doctor, cpr=CPR, birth_date=BORN).participant
    assert person.contact.cpr == CPR
    for scope in Scope:
        cohort.decides(person, scope, True, NOON)
    cohort.answers(person, FULL)
    everything = b"".join(read_zip(cohort.release()).values())
    assert person.study_number.encode() in everything
    for written in (CPR, f"{CPR[:6]}-{CPR[6:]}", str(person.contact.cpr_key)):
        assert written.encode() not in everything, written


@pytest.mark.covers("R25")
def test_no_column_is_named_like_an_identifying_one(cohort: Cohort) -> None:
    cohort.answers(cohort.participant(), FULL)
    identifying = {
        name
        for model in apps.get_models()
        for name, kind in getattr(model, "columns", {}).items()
        if kind in {"identifying", "free_text", "access"}
    }
    assert {"name", "email", "mobile", "birth_date"} <= identifying
    for name, content in read_zip(cohort.release()).items():
        if name.endswith(".csv"):
            header = set(content.decode().splitlines()[0].split(","))
            assert not header & (identifying | {"remark", "workplace"}), name


@pytest.mark.covers("R25")
def test_the_role_that_reads_cannot_see_who_anybody_is(cohort: Cohort) -> None:
    cohort.participant()
    sealed = ["members_contactdetails", "accounts_user", "outbox_message", "members_personallink", "audit_entry"]
    for table in sealed:
        with pytest.raises(Exception, match="permission denied"), snapshot() as cursor:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names from the list above
    with snapshot() as cursor:
        cursor.execute("SELECT current_user, count(*) FROM members_participant")
        assert cursor.fetchone() == ("rygvej_report", 1)
    with pytest.raises(Exception, match="read-only"), snapshot() as cursor:
        cursor.execute("CREATE TABLE leak ()")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("rygvej_worker",)


@pytest.mark.covers("R25")
def test_what_a_coded_column_should_never_hold_does_not_come_through(cohort: Cohort) -> None:
    forged = {"pain": "=1+1", "work": "canary@mail.example", "place": ["evil"], "since": "=NOW()", "worried": "name"}
    cohort.answers(cohort.participant(), forged | {"unknown": "canary"})
    line = rows(read_zip(cohort.release())["answers/checkup.csv"])[0]
    assert [line[name] for name in ("pain", "work", "since", "worried")] == ["", "", "", ""]
    assert (line["place___low"], line["place___leg"]) == ("0", "0")
    assert "canary" not in str(line)


@pytest.mark.covers("S34")
@pytest.mark.covers("R105")
def test_withdrawn_and_unfinished_answers_stay_inside(cohort: Cohort) -> None:
    stays = cohort.participant()
    left = cohort.participant()
    came_back = cohort.participant()
    never = cohort.participant(questionnaires=False)
    for person in (stays, left, came_back, never):
        cohort.score(cohort.answers(person, {"pain": 3, "work": {"missing": "d"}}))
    later = NOON + timedelta(hours=2)
    cohort.decides(left, Scope.QUESTIONNAIRES, False, later)
    cohort.decides(came_back, Scope.QUESTIONNAIRES, False, later)
    cohort.decides(came_back, Scope.QUESTIONNAIRES, True, later + timedelta(hours=1))
    open_one = Response.objects.create(version=cohort.checkup, answers={"pain": 9}, started_at=NOON)
    Assignment.objects.create(
        participant=stays, version=cohort.checkup, response=open_one, opens_at=NOON, closes_at=later
    )
    files = read_zip(cohort.release())
    expected = {stays.study_number, came_back.study_number}
    for name in ("answers/checkup.csv", "scores.csv", "missing.csv"):
        assert {one["participant"] for one in rows(files[name])} == expected, name
    assert left.study_number.encode() not in b"".join(files.values())


def test_what_the_doctor_wrote_needs_the_yes_to_notes(cohort: Cohort) -> None:
    both, answers_only = cohort.participant(), cohort.participant(record=False)
    for person in (both, answers_only):
        cohort.answers(person, {"pain": 3})
        cohort.answers(person, {"examined": True}, version=cohort.visit)
    files = read_zip(cohort.release())
    assert len(rows(files["answers/checkup.csv"])) == 2
    assert [(one["participant"], one["respondent"], one["wave"]) for one in rows(files["answers/visit.csv"])] == [
        (both.study_number, "clinician", "")
    ]


@pytest.mark.covers("R105")
def test_versions_share_a_file_and_a_changed_type_gets_its_own_column(cohort: Cohort) -> None:
    old, new = cohort.participant(), cohort.participant()
    cohort.answers(old, {"work": "job", "pain": 4})
    changed = (
        CHECKUP.replace("kind: patient", "kind: patient\nnumber: 2")
        .replace("{code: none, label", "{code: leave, label")
        .replace("id: since, type: date", "id: since, type: integer, min: 0, max: 99")
        .replace("min: 0, max: 10, source", "min: 0, max: 100, source")
    )
    second = load.load(changed, by="system:test")
    assert second is not None
    cohort.answers(new, {"work": "leave", "pain": 44, "since": 12}, version=second)
    files = read_zip(cohort.release())
    found = {one["participant"]: one for one in rows(files["answers/checkup.csv"])}
    assert [found[old.study_number][name] for name in ("version", "work", "pain", "since")] == ["1", "job", "4", ""]
    assert [found[new.study_number][name] for name in ("version", "work", "pain", "since")] == [
        "2",
        "leave",
        "44",
        "12",
    ]
    assert found[new.study_number]["since__v1"] == ""
    described = {one["column"]: one for one in rows(files["codebook.csv"]) if one["file"] == "answers/checkup.csv"}
    assert described["since"]["versions"] == "2"
    assert described["since__v1"]["type"] == "date"
    assert described["work"]["versions"] == "1 2"


def test_the_codebook_names_the_patients_item_that_a_clinicians_is_paired_with(cohort: Cohort) -> None:
    paired = CHECKUP.replace("kind: patient", "kind: patient\nnumber: 2").replace(
        "min: 0, max: 10, source", "min: 0, max: 10, pair: theirs, source"
    )
    version = load.load(paired, by="system:test")
    assert version is not None
    cohort.answers(cohort.participant(), {"pain": 4}, version=version)
    described = rows(read_zip(cohort.release())["codebook.csv"])
    found = {one["variable"]: one["pair"] for one in described if one["file"] == "answers/checkup.csv"}
    assert {name: pair for name, pair in found.items() if pair} == {"pain": "theirs"}
    assert {one["pair"] for one in described if one["variable"] == "g_impact"} == {"impact_everyday"}


@pytest.mark.covers("R105")
def test_the_codebook_describes_every_column_of_every_file(cohort: Cohort) -> None:
    cohort.answers(cohort.participant(), FULL)
    files = read_zip(cohort.release())
    described = rows(files["codebook.csv"])
    for name, content in files.items():
        if name.endswith(".csv") and name != "codebook.csv":
            header = content.decode().splitlines()[0].split(",")
            assert [one["column"] for one in described if one["file"] == name and one["included"] == "1"] == header
    by_name = {one["column"] or one["variable"]: one for one in described if one["file"] == "answers/checkup.csv"}
    assert by_name["work"]["options_en"] == "job=Yes; none=No"
    assert by_name["place___leg"]["label_en"] == "Place: Leg"
    assert (by_name["pain"]["min"], by_name["pain"]["max"], by_name["pain"]["unit_da"]) == ("0", "10", "point")
    assert (by_name["remark"]["included"], by_name["remark"]["privacy"]) == ("0", "free_text")
    assert (by_name["workplace"]["included"], by_name["workplace"]["privacy"]) == ("0", "identifying")


@pytest.mark.covers("S29")
def test_no_cell_is_a_formula_and_negative_numbers_stay_numbers(cohort: Cohort) -> None:
    response = cohort.answers(cohort.participant(), FULL)
    for number, start in enumerate(["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"]):
        cohort.score(response, name=f"s{number}", band=f"{start}1+1", value=-5, rule=f"{start}rule")
    files = read_zip(cohort.release())
    assert "'=Bekymret" in {one["label_da"] for one in rows(files["codebook.csv"])}
    for name, content in files.items():
        if name.endswith(".csv"):
            for line in csv.reader(io.StringIO(content.decode(), newline="")):
                cells = [cell for cell in line if re.match(FORMULA, cell) and not re.fullmatch(r"-\d+(\.\d+)?", cell)]
                assert cells == [], name
    scores = rows(files["scores.csv"])
    assert len(scores) == 11
    assert {one["value"] for one in scores} == {"-5.000"}
    assert {one["band"][0] for one in scores} == {"'"}


@pytest.mark.covers("R105")
def test_the_same_data_give_the_same_bytes_and_the_sums_are_right(cohort: Cohort) -> None:
    for _ in range(5):
        person = cohort.participant()
        cohort.score(cohort.answers(person, FULL | {"work": {"missing": "d"}}))
        cohort.answers(person, {"examined": True}, version=cohort.visit)
    first, second = cohort.release(), cohort.release()
    one, other = read_zip(first), read_zip(second)
    for name in one:
        if name.endswith(".csv"):
            assert one[name] == other[name], name
    sums = dict(line.split("  ")[::-1] for line in one["SHA256SUMS"].decode().splitlines())
    assert set(sums) == set(one) - {"SHA256SUMS"}
    assert all(sums[name] == hashlib.sha256(one[name]).hexdigest() for name in sums)
    assert first.sha256 == hashlib.sha256(first.path.read_bytes()).hexdigest()
    assert first.size == first.path.stat().st_size


def test_the_readme_names_files_and_rows_in_both_languages(cohort: Cohort) -> None:
    cohort.answers(cohort.participant(), FULL)
    release = cohort.release()
    text = read_zip(release)["README.txt"].decode()
    assert f"Rygvej, data release {release.pk}" in text
    assert "answers/checkup.csv (1 row)" in text
    assert "sha256sum -c SHA256SUMS" in text


def test_a_release_of_nothing_has_headers_only(cohort: Cohort) -> None:
    files = read_zip(cohort.release())
    assert files["answers/visit.csv"].decode().splitlines() == [
        "participant,wave,respondent,version,response,started_at,submitted_at,examined"
    ]


def test_a_fault_leaves_a_failed_release_and_no_file(cohort: Cohort, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_sources: object) -> bytes:
        raise psycopg.OperationalError("gone")

    monkeypatch.setattr(build, "codebook", broken)
    release = cohort.release()
    assert (release.state, release.file_name) == (Release.State.FAILED, "")
    assert list(release.path.parent.iterdir()) == []
