"""In which language letters come."""

import pytest

from cohort.audit.models import Entry
from tests import factories
from tests.unit.members import own

pytestmark = pytest.mark.django_db


def test_letters_come_in_the_chosen_language_from_now_on() -> None:
    grethe = factories.consenting(own.someone())
    browser = own.signed_in(grethe)
    assert "Vi skriver til dig på dansk" in browser.get("/mine/").content.decode()
    page = browser.post("/mine/language/", {"language": "en"}, follow=True).content.decode()
    assert "We write to you in English from now on." in page
    grethe.refresh_from_db()
    assert grethe.language == "en"
    entry = Entry.objects.get(action="contact.corrected")
    assert (entry.actor, entry.detail["fields"]) == (grethe.actor, "language")
    browser.post("/mine/language/", {"language": "en"})
    browser.post("/mine/language/", {"language": "xx"})
    assert Entry.objects.filter(action="contact.corrected").count() == 1
