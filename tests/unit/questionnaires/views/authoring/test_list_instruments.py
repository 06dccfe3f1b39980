from django.test import Client
from django.urls import reverse

from cohort.accounts.models import User
from questionnaires.actions.drafts.publish import set_aside
from questionnaires.models import Draft
from tests import drafts


def test_what_is_published_and_what_is_on_its_way(desk: Client, draft: Draft, manager: User) -> None:
    page = desk.get(reverse("questionnaires:list_instruments"))
    words = page.content.decode()
    assert "my_week" in words
    assert "baseline_a" in words
    slugs = [one.version.instrument.slug for one in page.context["instruments"]]
    assert len(slugs) == len(set(slugs))  # each in its newest version
    set_aside(draft=draft, by=manager)
    drafts.draft(by=manager, number=2)
    page = desk.get(reverse("questionnaires:list_instruments"))
    assert [str(one) for one in page.context["drafts"]] == ["my_week 2"]
    assert [str(one) for one in page.context["earlier"]] == ["my_week 1"]
