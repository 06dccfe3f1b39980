"""The information pack: one letter to each address of the list, in the name of a colleague (R9, R12)."""

from datetime import timedelta

import pytest
from django.test import Client

from cohort.accounts.models import Role, User
from cohort.common import clock
from cohort.common.errors import Refusal
from cohort.members.models import Cluster, ClusterAddress
from cohort.outbox.mail import _mail
from cohort.outbox.models import Message
from recruitment.actions.clusters import writing
from recruitment.presenters.clusters import pack_mail
from recruitment.presenters.clusters.states import State, standings
from tests import clusters, factories
from tests.signing import sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> User:
    return factories.staff(Role.STUDY_OFFICE)


@pytest.fixture
def cluster() -> Cluster:
    return clusters.bare()


@pytest.fixture
def desk(office: User) -> Client:
    client = sign_in(Client(), office)
    client.cookies["django_language"] = "en"
    return client


def standing(cluster: Cluster):  # type: ignore[no-untyped-def]
    (found,) = standings([cluster])
    return found


@pytest.mark.covers("R12")
@pytest.mark.parametrize(("language", "greeting"), [("da", "Kære kolleger"), ("en", "Dear colleagues")])
def test_each_address_gets_a_letter_in_the_colleagues_name(
    desk: Client, cluster: Cluster, language: str, greeting: str
) -> None:
    ClusterAddress.objects.create(cluster=cluster, email="second@cluster.example")
    page = desk.post(f"/clusters/{cluster.pk}/send/", {"language": language}, follow=True).content.decode()
    assert "The letter is on its way" in page
    messages = Message.objects.filter(kind=writing.PACK).order_by("pk")
    assert len(messages) == 2
    letters = [pack_mail.compose(message) for message in messages]
    assert {letter.to for letter in letters} == set(cluster.addresses.values_list("email", flat=True))
    for letter, message in zip(letters, messages, strict=True):
        assert pack_mail.wanted(message) == ""
        assert letter.text.startswith(greeting)
        assert f"/gp/{cluster.code}/" in letter.text
        assert "/for-practices/" in letter.text
        mail = _mail(letter, message.uuid)
        assert mail.from_email.startswith("Karen Holst <")
        assert mail.reply_to == ["Karen Holst <karen@cluster.example>"]


def test_what_waits_for_an_address_that_is_gone_is_dropped(desk: Client, cluster: Cluster) -> None:
    desk.post(f"/clusters/{cluster.pk}/send/", {"language": "da"})
    message, address = Message.objects.get(kind=writing.PACK), cluster.addresses.get()
    desk.post(f"/clusters/{cluster.pk}/addresses/{address.pk}/remove/")
    assert pack_mail.wanted(message) == "unknown"


def test_nobodys_letter_is_not_sent(office: User, cluster: Cluster) -> None:
    cluster.addresses.all().delete()
    with pytest.raises(Refusal) as refusal:
        writing.send_pack(cluster=cluster, language="da", by=office)
    assert refusal.value.code == "addresses_missing"
    cluster.sender_email = ""
    cluster.save()
    with pytest.raises(Refusal) as refusal:
        writing.send_pack(cluster=cluster, language="da", by=office)
    assert refusal.value.code == "sender_missing"
    assert not Message.objects.filter(kind=writing.PACK).exists()


def test_a_cluster_that_does_not_answer_is_written_to_again_or_called(
    desk: Client, office: User, cluster: Cluster
) -> None:
    sent_at = clock.now()
    assert (standing(cluster).state, standing(cluster).is_due) == (State.NOT_WRITTEN, False)
    writing.send_pack(cluster=cluster, language="da", by=office)
    assert standing(cluster).state == State.WRITTEN
    for days, due in ((13, False), (14, True)):
        with clock.use(lambda days=days: sent_at + timedelta(days=days)):
            assert standing(cluster).is_due == due
            client = sign_in(Client(), office)
            client.cookies["django_language"] = "en"
            assert ("Write again or call" in client.get("/clusters/").content.decode()) == due
    with clock.use(lambda: sent_at + timedelta(days=20)):
        writing.log_contact(cluster=cluster, kind="call", outcome="interested", note="", by=office)
        assert (standing(cluster).state, standing(cluster).is_due) == (State.ANSWERED, False)
    with clock.use(lambda: sent_at + timedelta(days=40)):
        assert standing(cluster).is_due, "interested, and still nobody has signed up"
        clusters.ask(cluster)
        assert (standing(cluster).state, standing(cluster).is_due) == (State.SIGNED_UP, False)


def test_who_said_no_is_left_in_peace(office: User, cluster: Cluster) -> None:
    said_at = clock.now()
    writing.log_contact(cluster=cluster, kind="mail", outcome="declined", note="", by=office)
    with clock.use(lambda: said_at + timedelta(days=100)):
        assert (standing(cluster).state, standing(cluster).is_due) == (State.DECLINED, False)


def test_particulars_and_addresses_are_changed_on_the_clusters_page(desk: Client, cluster: Cluster) -> None:
    form = {"chair_name": "Ida Bech", "chair_email": "", "sender_name": "Bo Krag", "sender_email": "bo@x.dk"}
    desk.post(f"/clusters/{cluster.pk}/edit/", form)
    cluster.refresh_from_db()
    assert (cluster.chair_name, cluster.chair_email, cluster.sender_name) == ("Ida Bech", "", "Bo Krag")
    assert desk.post(f"/clusters/{cluster.pk}/edit/", {"sender_email": "bo"}).status_code == 422
    desk.post(f"/clusters/{cluster.pk}/addresses/", {"emails": "New@x.dk, other@x.dk\nnew@x.dk"})
    assert cluster.addresses.filter(email__in=("new@x.dk", "other@x.dk")).count() == 2
    wrong = desk.post(f"/clusters/{cluster.pk}/addresses/", {"emails": "fine@x.dk nonsense"})
    assert (wrong.status_code, "“nonsense” is no e-mail address" in wrong.content.decode()) == (422, True)
    assert not cluster.addresses.filter(email="fine@x.dk").exists()
    desk.post(f"/clusters/{cluster.pk}/contacts/", {"kind": "call", "outcome": "talk", "note": "In March"})
    page = desk.get(f"/clusters/{cluster.pk}/").content.decode()
    assert "In March" in page
    assert "Wants a talk" in page
