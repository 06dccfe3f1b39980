"""What is asked of a practice: one open page, whose minutes are measured and not promised."""

import pytest
from django.test import Client

from cohort.members.models import Practice
from recruitment.actions import workload
from recruitment.models import ScreeningEntry, Workload
from recruitment.reading import small
from tests import factories
from tests.signing import sign_in

PAGE = "/for-practices/"
ENGLISH = {"accept-language": "en"}


def measured(practice: Practice, seconds: int, times: int) -> None:
    ScreeningEntry.objects.bulk_create(
        ScreeningEntry(practice=practice, outcome="enrolled", seconds=seconds) for _ in range(times)
    )
    workload.refresh()


def template(seconds: float) -> None:
    Workload.objects.create(
        measure="template", template="gp_first", count=small.FEWEST_MEASURED, median_seconds=seconds
    )


@pytest.mark.covers("R13")
def test_anybody_reads_what_to_do_how_long_what_is_optional_and_what_leaves(client: Client, db: None) -> None:
    measured(factories.practice(), 24, small.FEWEST_MEASURED)
    template(75)
    page = client.get(PAGE, headers=ENGLISH)
    assert page.status_code == 200
    duties = page.context["duties"]
    assert [duty.is_optional for duty in duties] == [False, False, True]
    assert [duty.everywhere for duty in duties] == ["24 seconds", "75 seconds", "Not measured yet"]
    assert page.context["together"].everywhere == "1.6 minutes"
    for said in ("What you do, and how long", "Optional", "What leaves the practice, and who can see it", "24 seconds"):
        assert said in page.text
    danish = client.get(PAGE, headers={"accept-language": "da"})
    assert "Det forlader praksis" in danish.text
    assert "24 sekunder" in danish.text
    assert "1,6 minutter" in danish.text


def test_a_few_measurements_are_not_told(client: Client, db: None) -> None:
    measured(factories.practice(), 24, small.FEWEST_MEASURED - 1)
    page = client.get(PAGE, headers=ENGLISH)
    assert page.context["duties"][0].everywhere == "Not measured yet"
    assert page.context["together"].everywhere == "Not measured yet"
    assert "24 seconds" not in page.text


def test_who_works_in_a_practice_sees_its_own_beside(client: Client, db: None) -> None:
    mine, other = factories.practice(), factories.practice("Lægerne ved Åen")
    measured(other, 60, small.FEWEST_MEASURED)
    measured(mine, 20, 1)
    assert "20 seconds" not in client.get(PAGE, headers=ENGLISH).text
    sign_in(client, factories.staff(of=mine))
    page = client.get(PAGE, headers=ENGLISH)
    assert mine.name in page.text
    assert (page.context["duties"][0].everywhere, page.context["duties"][0].own) == ("60 seconds", "20 seconds")


def test_the_navigation_of_a_practice_leads_there(client: Client, db: None) -> None:
    sign_in(client, factories.staff(of=factories.practice()))
    assert f'href="{PAGE}"' in client.get("/practice/").text.split("<main")[0]
