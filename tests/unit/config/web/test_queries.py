"""What stands behind the question mark chooses among what a page offers, and is no part of a query (S28)."""

import re
from pathlib import Path

import pytest
import pytest_django
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from cohort.members.models import Participant
from tests import factories
from tests.permissions.test_matrix import TABLE, as_role
from tests.permissions.world import World, build

ODD = (
    *(
        "_connector=OR&pk__gt=0",
        "_connector=OR%201=1)--",
        "_negated=1",
        "pk__in=1,2,3",
        "practice_id=1",
        "practice__id__gt=0",
    ),
    *(
        "contact__name__startswith=G",
        "enrolled_by__password__startswith=m",
        "order_by=enrolled_by__password",
        "sort=-pk",
    ),
    *(
        "o=1.2",
        "ordering=contact__name",
        "fields=*",
        "page=0",
        "page=-1",
        "page=1e9",
        "page=x&page=y",
        "page=%00",
        "limit=0",
    ),
    *(
        "page=99999999999999999999",
        "format=api",
        "format=xml",
        "q__contains=R",
        "filter[pk]=1",
        "debug=1",
        "select=x;--",
    ),
)
TOKEN = re.compile(rb'value="[A-Za-z0-9]{64}"')
LIST = re.compile(rb"<main.*</main>", re.DOTALL)


@pytest.fixture
def world(db: None, settings: pytest_django.Settings, tmp_path: Path) -> World:
    settings.FILES_DIR = tmp_path
    return build()


def read(client: Client, address: str) -> int:
    """The status of an answer that is read to its end, as if it were the first of its minute."""
    cache.clear()
    answer = client.get(address)
    answer.getvalue()  # type: ignore[attr-defined]
    return answer.status_code


@pytest.mark.covers("S28")
def test_no_page_answers_a_query_of_somebody_elses_making(world: World) -> None:
    told = []
    for row in TABLE:
        if row.method == "GET" and row.reader:
            client = as_role(world, row.reader)
            address = reverse(row.name, kwargs=row.key(world))
            expected = read(client, address)
            if expected != 200:  # a limit, or a door that opens once
                continue
            for query in ODD:
                status = read(client, f"{address}?{query}")
                if status != expected and not (query.startswith("format") and status == 404):
                    told.append(f"{row.name}?{query}: {status}, without it {expected}")
    assert not told, "\n".join(told)


@pytest.fixture
def doctor(world: World) -> Client:
    user = world.users["clinician"]
    assert user is not None
    for number in range(3):
        factories.enrolled(by=user, name=f"Person {number}")
    return as_role(world, "clinician")


def content(page: bytes) -> bytes:
    """What the page shows; around it stands the way back to this address, with its question mark."""
    (found,) = LIST.findall(page)
    return TOKEN.sub(b"", found)


@pytest.mark.covers("S28")
def test_the_list_stays_the_same_list(world: World, doctor: Client) -> None:
    elsewhere = world.users["elsewhere"]
    assert elsewhere is not None
    stranger = factories.enrolled(by=elsewhere, name="Nobody's Business").participant
    address = reverse("pathways:list_participants")
    plain = content(doctor.get(address).content)
    for query in ODD:
        asked = doctor.get(f"{address}?{query}").content
        assert content(asked) == plain, query
        assert stranger.study_number.encode() not in asked


@pytest.mark.covers("S28")
def test_a_search_has_no_wildcards(world: World, doctor: Client) -> None:
    """What is no part of a study number is passed over; what remains is its beginning."""
    mine = {number.encode() for number in Participant.objects.values_list("study_number", flat=True)}
    for search in ("%", "_", "R%", "R_______-_", "' OR ''='", "R\\", "*", "R.*", "\x00", "(", "🙂", "R" * 5000):
        answer = doctor.get(reverse("pathways:list_participants"), {"q": search})
        assert answer.status_code == 200
        assert set(re.findall(rb"/participants/(R\d{7}-\d)/", answer.content)) <= mine
