from datetime import timedelta

import pytest

from cohort.accounts.models import Role
from cohort.common import clock
from questionnaires.actions.drafts.publish import set_aside
from questionnaires.actions.drafts.upload import upload
from questionnaires.reading.review_links import follow, new
from tests import drafts, factories

pytestmark = pytest.mark.django_db


def test_a_link_opens_its_draft_until_it_ends() -> None:
    draft, now = drafts.draft(by=factories.staff(Role.DATA_MANAGER)), clock.now()
    token = new(draft, now)
    assert len(token) == 43  # so that logs mask it
    review = follow(token, now)
    assert review is not None
    assert review.draft == draft
    assert follow(token, now + timedelta(days=15)) is None


def test_two_links_are_two() -> None:
    draft, now = drafts.draft(by=factories.staff(Role.DATA_MANAGER)), clock.now()
    one, two = follow(new(draft, now), now), follow(new(draft, now), now)
    assert one is not None
    assert two is not None
    assert one.name != two.name


def test_a_link_ends_with_its_text_and_with_its_draft() -> None:
    manager, now = factories.staff(Role.DATA_MANAGER), clock.now()
    draft = drafts.draft(by=manager)
    first = new(draft, now)
    changed = upload(text=drafts.text(drafts.WARNED), by=manager)
    assert follow(first, now) is None
    second = new(changed, now)
    set_aside(draft=changed, by=manager)
    assert follow(second, now) is None


@pytest.mark.parametrize("at", [0, 6, 12, 20, 42])
def test_a_link_that_was_changed_anywhere_opens_nothing(at: int) -> None:
    draft, now = drafts.draft(by=factories.staff(Role.DATA_MANAGER)), clock.now()
    token = new(draft, now)
    changed = token[:at] + ("Q" if token[at] != "Q" else "g") + token[at + 1 :]
    assert follow(changed, now) is None
    assert follow("A" * 43, now) is None
