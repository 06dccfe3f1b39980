"""What is good for the back, in the person's own experience, on the doctor's page and on both sheets."""

import pytest
from django.test import Client

from cohort.members.models import Participant
from pathways.models import Summary
from pathways.tasks import print_summaries
from tests.unit.pathways.conftest import BASELINE, Now, hand_in
from tests.unit.pathways.test_summaries import address, printed, words_of


@pytest.mark.covers("R41")
@pytest.mark.parametrize(
    ("audience", "heading"), [("clinician", "Det gør ryggen godt"), ("patient", "Det gør din ryg godt")]
)
def test_what_the_back_likes_comes_back_on_page_and_paper(
    client: Client, grethe: Participant, now: Now, audience: str, heading: str
) -> None:
    hand_in(grethe, "baseline_a", BASELINE | {"pain_easers": ["warmth"]}, now)
    now.pass_days(5)
    hand_in(grethe, "baseline_b", {"selfcare_text": "At bade om vinteren"}, now)
    page = client.get(f"/participants/{grethe.study_number}/", headers={"accept-language": "da"}).text
    client.post(address(grethe), {"audience": audience, "language": "da"})
    print_summaries()
    text = words_of(printed(Summary.objects.get()))
    assert heading in text
    for words in ("At bade om vinteren", "Varme"):
        assert words in text
        assert words in page
