"""MitID against a real OpenID Connect provider in a process of its own: whom it lets in, and every way it does not."""

from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

import pytest
import pytest_django
from django.conf import settings as in_force
from django.test import Client, RequestFactory

from cohort.accounts import oidc
from cohort.accounts.models import Identity, Role, User
from cohort.audit.models import Entry
from tests import factories
from tests.plugins import broker as brokers
from tests.plugins.broker import CLIENT, LOW, SECRET, Broker
from tests.signing import give_password, sign_in

pytestmark = pytest.mark.django_db

BEGIN, BACK = "/accounts/mitid/", "/accounts/mitid/back/"


@pytest.fixture(scope="module")
def process() -> Iterator[Broker]:
    with brokers.running() as broker:
        yield broker


@pytest.fixture
def broker(process: Broker, settings: pytest_django.Settings) -> Broker:
    settings.OIDC_ISSUER, settings.OIDC_CLIENT_ID, settings.OIDC_CLIENT_SECRET = process.address, CLIENT, SECRET
    process.say()
    return process


@pytest.fixture
def doctor(broker: Broker) -> User:
    """Somebody whose MitID is connected."""
    user = factories.staff(of=factories.practice())
    Identity.objects.create(user=user, issuer=broker.address, subject="person-1")
    return user


def there_and_back(client: Client, broker: Broker, begin: str = BEGIN) -> str:
    """The path and query the browser comes back to, from the page that begins it."""
    sent = client.get(begin)
    assert sent.status_code == 302
    assert sent.headers["Location"].startswith(f"{broker.address}/authorize?")
    return broker.visit(sent.headers["Location"]).removeprefix(in_force.PUBLIC_URL)


def refusals() -> list[str]:
    return [str(entry.detail["code"]) for entry in Entry.objects.filter(action="sign_in.refused").order_by("pk")]


def test_a_connected_mitid_is_both_factors(client: Client, broker: Broker, doctor: User) -> None:
    back = there_and_back(client, broker)
    assert back.startswith(BACK)
    assert client.get(back).headers["Location"] == "/"
    assert client.get("/practice/").status_code == 200
    assert not refusals()


def test_what_the_broker_is_asked_is_new_each_time_and_bound_to_the_browser(client: Client, broker: Broker) -> None:
    asked = [
        {name: values[0] for name, values in parse_qs(urlsplit(client.get(BEGIN).headers["Location"]).query).items()}
        for _ in range(2)
    ]
    for one in asked:
        assert (one["response_type"], one["client_id"], one["scope"]) == ("code", CLIENT, "openid")
        assert (one["code_challenge_method"], one["redirect_uri"]) == ("S256", f"{in_force.PUBLIC_URL}{BACK}")
    for name in ("state", "nonce", "code_challenge"):
        assert len({one[name] for one in asked}) == 2


@pytest.mark.covers("S5")
@pytest.mark.parametrize(
    ("lie", "code"),
    [
        ("wrong_audience", "audience_wrong"),
        ("wrong_nonce", "nonce_wrong"),
        ("no_nonce", "nonce_wrong"),
        ("wrong_issuer", "issuer_wrong"),
        ("expired", "token_expired"),
        ("wrong_signature", "signature_wrong"),
        ("unsigned", "token_wrong"),
        ("signed_with_the_public_key", "token_wrong"),
        ("no_token", "token_wrong"),
        ("stopped", "stopped"),
    ],
)
def test_an_answer_with_anything_wrong_is_refused_in_words_and_written_down(
    client: Client, broker: Broker, doctor: User, lie: str, code: str
) -> None:
    broker.say(lie=lie)
    response = client.get(there_and_back(client, broker))
    assert response.status_code == 403
    assert "account/mitid_refused.html" in [template.name for template in response.templates]
    assert refusals() == [code]
    assert "login" in client.get("/practice/").headers["Location"]


def test_a_broker_that_calls_itself_otherwise_is_not_asked(
    client: Client, broker: Broker, doctor: User, settings: pytest_django.Settings
) -> None:
    back = there_and_back(client, broker)
    settings.OIDC_ISSUER = f"{broker.address}/"
    assert client.get(BEGIN).status_code == 403
    assert client.get(back).status_code == 403
    assert refusals() == ["issuer_wrong", "issuer_wrong"]


@pytest.mark.covers("S5")
@pytest.mark.parametrize("level", [LOW, "", None, "Substantial", ["High"], {"x": 1}])
def test_a_level_that_is_too_low_is_refused_even_though_more_was_asked_for(
    client: Client, broker: Broker, doctor: User, settings: pytest_django.Settings, level: object
) -> None:
    settings.OIDC_ACR_VALUES = brokers.SUBSTANTIAL
    broker.say(loa=level)
    back = there_and_back(client, broker)
    assert client.get(back).status_code == 403
    assert refusals() == ["level_low"]
    assert "login" in client.get("/practice/").headers["Location"]


@pytest.mark.covers("S5")
def test_a_state_works_once_and_in_its_own_browser(client: Client, broker: Broker, doctor: User) -> None:
    back = there_and_back(client, broker)
    assert Client().get(back).status_code == 403
    assert client.get(back).status_code == 302
    replay = Client()
    replay.cookies = client.cookies
    client.post("/accounts/logout/")
    assert replay.get(back).status_code == 403
    assert client.get(f"{BACK}?code=x&state=x").status_code == 403
    assert client.get(BACK).status_code == 403
    assert refusals() == ["state_unknown"] * 4


@pytest.mark.covers("S5")
def test_an_answer_for_one_door_opens_no_other(client: Client, broker: Broker, doctor: User) -> None:
    sign_in(client, factories.staff(Role.RESEARCHER))
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    back = there_and_back(client, broker, "/accounts/mitid/connect/")
    query = back.partition("?")[2]
    assert client.get(f"{BACK}?{query}").status_code == 403
    assert refusals() == ["state_unknown"]


def test_an_unknown_mitid_and_a_closed_account_stay_out(client: Client, broker: Broker, doctor: User) -> None:
    User.objects.filter(pk=doctor.pk).update(is_active=False)
    assert client.get(there_and_back(client, broker)).status_code == 403
    Identity.objects.all().delete()
    assert client.get(there_and_back(client, broker)).status_code == 403
    assert refusals() == ["account_closed", "identity_unknown"]


def test_connecting_needs_both_factors_and_who_one_is(client: Client, broker: Broker) -> None:
    researcher = factories.staff(Role.RESEARCHER)
    connect = "/accounts/mitid/connect/"
    give_password(client, researcher)
    assert "login" in client.get(connect).headers["Location"]
    sign_in(client, researcher)
    assert "reauthenticate" in client.get(connect).headers["Location"]
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    assert client.get(there_and_back(client, broker, connect)).headers["Location"] == "/accounts/second-factor/"
    assert Identity.objects.get(user=researcher).subject == "person-1"
    assert Entry.objects.get(action="identity.connected").subject == researcher.actor
    page = client.get("/accounts/second-factor/").content.decode()
    assert "/accounts/mitid/disconnect/" in page

    other = sign_in(Client(), factories.staff(Role.RESEARCHER))
    other.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    assert other.get(there_and_back(other, broker, connect)).status_code == 403
    assert refusals() == ["identity_taken"]

    client.post("/accounts/mitid/disconnect/")
    assert not Identity.objects.exists()
    assert Entry.objects.get(action="identity.disconnected").subject == researcher.actor


def test_a_broker_that_is_away_costs_a_sentence(client: Client, broker: Broker, doctor: User) -> None:
    back = there_and_back(client, broker)
    in_force.OIDC_ISSUER = "http://127.0.0.1:1"
    assert client.get(BEGIN).status_code == 403
    assert client.get(back).status_code == 403
    assert refusals() == ["unreachable"] * 2


def test_without_a_broker_there_is_no_mitid(client: Client) -> None:
    assert b"/accounts/mitid/" not in client.get("/accounts/login/").content
    for path in (BEGIN, BACK):
        assert client.get(path).status_code == 404
    sign_in(client, factories.staff())
    assert b"/accounts/mitid/" not in client.get("/accounts/second-factor/").content
    client.post("/accounts/reauthenticate/", {"password": factories.PASSWORD})
    for path in ("/accounts/mitid/connect/", "/accounts/mitid/connect/back/"):
        assert client.get(path).status_code == 404


@pytest.mark.parametrize(("claim", "cpr"), [("2101270087", "2101270087"), ("210127-0087", "2101270087")])
def test_the_participants_door_tells_the_cpr_number(client: Client, broker: Broker, claim: str, cpr: str) -> None:
    broker.say(nin=claim)
    verified = at_the_participants_door(client, broker)
    assert (verified.subject, verified.cpr) == ("person-1", cpr)


@pytest.mark.parametrize("claim", ["", None, "12", "21012700871"])
def test_without_a_cpr_number_the_participants_door_stays_shut(client: Client, broker: Broker, claim: object) -> None:
    broker.say(nin=claim)
    with pytest.raises(oidc.NotVerified, match="cpr_missing"):
        at_the_participants_door(client, broker)


def at_the_participants_door(client: Client, broker: Broker) -> oidc.Verified:
    """What a page of participants does, with the session of this browser."""
    request = RequestFactory().get("/")
    request.session = client.session
    sent = oidc.ask(request, door="own", back="/mine/mitid/back/").headers["Location"]
    assert "scope=openid+nin" in sent
    back = RequestFactory().get(broker.visit(sent))
    back.session = request.session
    return oidc.answer(back, door="own")
