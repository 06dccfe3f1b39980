from django.test import Client
from django.urls import reverse

from cohort.accounts.models import User
from cohort.common import clock
from questionnaires.actions.drafts.publish import missing
from questionnaires.actions.drafts.sign_off import sign_off
from questionnaires.actions.drafts.upload import upload
from questionnaires.models import Draft, SignOff
from questionnaires.reading import review_links
from tests import drafts


def address(draft: Draft) -> str:
    return reverse("questionnaires:review_draft", args=[review_links.new(draft, clock.now())])


def test_members_read_and_answer_without_an_account_and_nothing_goes_live_before(
    client: Client, draft: Draft, manager: User
) -> None:
    assert missing(draft)
    for role in ("patient", "physiotherapist"):
        link = address(draft)
        page = client.get(link).content.decode()
        assert drafts.PLAIN in page
        assert "Kun hvis" in page  # a question that only some people get is there, and says so
        answer = {"role": role, "decision": "yes", "checksum": draft.checksum}
        assert client.post(link, answer).status_code == 200
        assert client.post(link, answer).status_code == 200  # once more changes nothing
    assert set(SignOff.objects.values_list("role", flat=True)) == {"patient", "physiotherapist"}
    assert missing(draft) == []


def test_an_answer_without_role_or_remark_is_asked_for_again(client: Client, draft: Draft) -> None:
    link = address(draft)
    for answer in ({}, {"role": "gp", "decision": "not_yet"}, {"role": "king", "decision": "yes"}):
        assert client.post(link, answer | {"checksum": draft.checksum}).status_code == 422
    assert not SignOff.objects.exists()


def test_the_paper_form_is_there_too(client: Client, draft: Draft) -> None:
    text = client.get(f"{address(draft)}?form=paper").content.decode()
    assert 'class="sheet preview-paper"' in text
    assert '<span class="box"></span>' in text


def test_a_link_to_an_earlier_text_is_over(client: Client, draft: Draft, manager: User) -> None:
    link = address(draft)
    upload(text=drafts.text(drafts.WARNED), by=manager)
    assert client.get(link).status_code == 410
    assert client.get(reverse("questionnaires:review_draft", args=["A" * 43])).status_code == 410


def test_a_used_link_says_thank_you(client: Client, draft: Draft) -> None:
    token = review_links.new(draft, clock.now())
    review = review_links.follow(token, clock.now())
    assert review is not None
    sign_off(draft=draft, checksum=draft.checksum, role="gp", decision="yes", link=review.name)
    page = client.get(reverse("questionnaires:review_draft", args=[token])).content.decode()
    assert "<form" not in page.split("<main")[1].split("</main")[0]
