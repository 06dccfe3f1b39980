"""What doctors answer about their own work leaves under a code of their own, and leads to no practice and no moment."""

import csv
import io
from datetime import timedelta
from uuid import UUID, uuid4

from cohort.accounts.models import Role, User
from cohort.common import clock
from questionnaires.actions import load, staff_survey
from questionnaires.engine.answers import Value
from questionnaires.models import Response, StaffSurvey, Version
from tests import factories
from tests.unit.exports.conftest import NOON, Cohort, read_zip

SAID: dict[str, Value] = {
    "gp_confidence_pa": 4,
    "gp_time_pa": "2",
    "gp_model": {"missing": "d"},
    "form_feedback_text": "Kun os i Nord spørges for tit",
}


def answer(by: User, years: int = 0) -> Response:
    with clock.use(lambda: NOON + timedelta(days=366 * years)):
        version = Version.objects.current("gp_practice")
        return staff_survey.answer(version=version, form=uuid4(), answers=SAID, by=by)


def rows(files: dict[str, bytes], name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(files[name].decode())))


def test_the_same_code_each_year_and_nothing_that_leads_to_the_doctor(cohort: Cohort) -> None:
    load.load_shipped()
    other = factories.staff(Role.CLINICIAN, of=cohort.practice)
    first, second, theirs = answer(cohort.doctor), answer(cohort.doctor, 1), answer(other)
    cohort.answers(cohort.participant(), {"examined": True}, version=cohort.visit)
    release = cohort.release()
    files = read_zip(release)
    found = {row["response"]: row for row in rows(files, "answers/gp_practice.csv")}
    assert set(found) == {str(first.uuid), str(second.uuid), str(theirs.uuid)}
    row = found[str(first.uuid)]
    assert list(row) == [
        *("doctor", "year", "version", "response"),
        *("gp_confidence_pa", "gp_time_pa", "gp_model", "form_feedback"),
    ]
    assert (row["year"], row["gp_confidence_pa"], row["gp_time_pa"], row["gp_model"]) == ("2026", "4", "2", "")
    assert row["doctor"] == found[str(second.uuid)]["doctor"] != found[str(theirs.uuid)]["doctor"]
    assert UUID(row["doctor"]) == StaffSurvey.objects.filter(user=cohort.doctor).earliest("year").code
    told = b"".join(files[name] for name in files if name.endswith(".csv")).decode()
    assert not [secret for secret in ("Canary", cohort.practice.name, "Kun os i Nord") if secret in told]
    elsewhere = b"".join(files[name] for name in files if name != "answers/gp_practice.csv").decode()
    assert row["doctor"] not in elsewhere
    missing = [one for one in rows(files, "missing.csv") if one["instrument"] == "gp_practice"]
    assert {(one["participant"], one["variable"], one["missing"]) for one in missing} == {("", "gp_model", "dont_know")}
    assert release.rows == 4


def test_the_codebook_names_its_columns_and_practices_are_told_of_patients_only(cohort: Cohort) -> None:
    load.load_shipped()
    answer(cohort.doctor)
    files = read_zip(cohort.release())
    book = [one for one in rows(files, "codebook.csv") if one["file"] == "answers/gp_practice.csv"]
    header = files["answers/gp_practice.csv"].decode().splitlines()[0].split(",")
    assert [one["column"] for one in book if one["included"] == "1"] == header
    assert {one["variable"] for one in book if one["included"] == "0"} == {"form_feedback_text"}
    from cohort.audit.models import Entry

    assert not Entry.objects.filter(action="release.included").exists()
