"""The monitor's page and its files: the numbers that may be shown, and what is flagged."""

import csv
import io
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from cohort.accounts.models import Role
from cohort.common import clock
from recruitment.actions.tallying import tally
from recruitment.models import Channel
from recruitment.presenters.monitor import page
from tests import factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db
PEOPLE = 60


@pytest.fixture
def office(client: Client) -> Client:
    return sign_in(client, factories.staff(Role.STUDY_OFFICE))


def seed() -> None:
    """All of them about 60, of one practice, in the name of which a spreadsheet would look for a formula."""
    practice = factories.practice("=Lægerne ved Åen")
    doctor = factories.staff(of=practice)
    year = clock.today().year
    for number in range(PEOPLE):
        factories.enrolled(by=doctor, birth_date=date(year - (25 if number < 3 else 61), 1, 1))
    tally.tally()


def test_nothing_counted_yet_is_said(office: Client) -> None:
    answer = office.get(reverse("recruitment:show_monitor"))
    assert answer.status_code == 200
    assert "inden for et kvarter" in answer.content.decode() or "quarter of an hour" in answer.content.decode()


@pytest.mark.covers("R4")
def test_the_page_shows_the_flow_the_spread_and_who_is_seen_too_seldom(office: Client) -> None:
    seed()
    text = office.get(reverse("recruitment:show_monitor"), headers={"accept-language": "en"}).content.decode()
    assert "<svg" in text
    assert ">60<" in text
    assert "Age: 18–29" in text  # 3 of 60: hidden, and flagged all the same
    assert "Age: 60–69" not in text
    assert "fewer than 8" in text
    assert ">3<" not in text
    assert "Nobody has checked the reference yet" in text


@pytest.mark.covers("R18")
def test_ages_stand_beside_each_way_in(office: Client) -> None:
    seed()
    found = page.table("channel_age", "en")
    assert found is not None
    [row] = found.rows
    assert row.name == str(Channel.Kind.CONSULTATION.label)
    assert dict(zip(found.heads[1:], row.cells, strict=True))["60–69"] in ("55", "60")


@pytest.mark.parametrize(
    "key", ["flow", "months", "channel_age", "region", "cluster", "practice", "age", "sex", "work"]
)
def test_every_table_is_a_page_and_a_file(office: Client, key: str) -> None:
    seed()
    assert office.get(reverse("recruitment:show_tally", args=[key])).status_code == 200
    answer = office.get(reverse("recruitment:download_tally", args=[key]))
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    lines = list(csv.reader(io.StringIO(answer.content.decode().removeprefix("\ufeff"))))
    assert len({len(line) for line in lines}) == 1
    found = page.table(key, "en")
    assert found is not None
    assert len(lines) == len(found.rows) + 1


def test_no_cell_of_a_file_is_a_formula_and_no_number_below_8_stands_in_one(office: Client) -> None:
    seed()
    text = office.get(reverse("recruitment:download_tally", args=["practice"])).content.decode()
    assert "'=Lægerne ved Åen" in text
    for key in ("age", "region", "practice"):
        found = page.table(key, "en")
        assert found is not None
        stages = [cell for row in found.rows for cell in row.cells[:2]]
        assert not {str(number) for number in range(1, 8)} & set(stages)


def test_another_name_is_no_table(office: Client) -> None:
    assert office.get("/monitor/contact/").status_code == 404
    assert office.get("/monitor/contact.csv").status_code == 404
