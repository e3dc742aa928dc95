"""Row A10: a forged answer of a sign-in provider lets nobody in; the true one beside it does."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import jwt
import pytest
from django.test import Client
from jwt.algorithms import RSAAlgorithm

from portal.accounts.domain.deactivate import deactivate
from portal.accounts.domain.end_role import end_role
from portal.accounts.domain.give_role import give_role
from portal.accounts.models import User, WorkAccount
from portal.audit.models import AuditEntry
from portal.desk.openid import flow, token
from portal.desk.openid import provider as providers
from portal.municipalities import tenant
from tests import cast
from tests.accounts.forged import FAR, FORGED, now
from tests.accounts.people import with_password
from tests.accounts.work import BACK, Provider, come_back, connect, is_in, linked, running, sign_in_by
from tests.provider import KEYS, PERSON

PAGE = "/sliedrecht/vandaag/"


@pytest.fixture(scope="module")
def process() -> Iterator[Provider]:
    with running() as found:
        yield found


@pytest.fixture
def provider(process: Provider, settings: Any, municipality: Any) -> Provider:
    settings.OPENID_LOCAL = process.origin
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    process.forge()
    connect(process, municipality)
    return process


@pytest.fixture
def user(provider: Provider, municipality: Any) -> User:
    found = with_password("partner", email="partner@sliedrecht.example")
    linked(found, provider, municipality)
    return found


def refused(answer: Any) -> bool:
    """Nobody is signed in, and the same friendly words stand on the page that follows."""
    if answer["Location"] != "/inloggen/" or is_in(answer.client):
        return False
    return "We kunnen u met dit werkaccount niet inloggen" in answer.client.get("/inloggen/").content.decode()


def test_a10_the_true_answer_lets_in(provider: Provider, user: User) -> None:
    answer = sign_in_by(provider)
    assert answer["Location"] == PAGE
    assert answer.client.get(PAGE).status_code == 200
    assert answer.client.session["_auth_user_id"] == str(user.pk)


def test_a10_the_other_kind_of_signature_lets_in_too(provider: Provider, user: User) -> None:
    provider.forge(sign="ES256")
    assert is_in(sign_in_by(provider).client)


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED.keys())
def test_a10_a_forged_answer_lets_nobody_in(provider: Provider, user: User, forged: dict[str, Any]) -> None:
    provider.forge(**now(forged))
    assert refused(sign_in_by(provider))
    provider.forge()
    assert is_in(sign_in_by(provider).client)


@pytest.mark.parametrize(
    ("check", "forged"),
    [
        (token._for_us_alone, FORGED["for another client too"]),  # noqa: SLF001 - each check is switched off by name
        (token._asked_by_us, FORGED["asked for by another client"]),  # noqa: SLF001
        (token._answers_this_sign_in, FORGED["another nonce"]),  # noqa: SLF001
        (token._of_this_directory, FORGED["of another directory"]),  # noqa: SLF001
    ],
)
def test_a10_control_without_the_check_the_forged_answer_lets_in(
    provider: Provider, user: User, monkeypatch: pytest.MonkeyPatch, check: Any, forged: dict[str, Any]
) -> None:
    monkeypatch.setattr(token, "CHECKS", tuple(one for one in token.CHECKS if one is not check))
    provider.forge(**forged)
    assert is_in(sign_in_by(provider).client)


def test_a10_control_with_endless_patience_an_old_answer_lets_in(
    provider: Provider, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(token, "LEEWAY", 100 * FAR)
    provider.forge(**now(FORGED["over"]))
    assert is_in(sign_in_by(provider).client)


def test_a10_control_without_looking_at_the_signature_another_key_lets_in(
    provider: Provider, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = jwt.decode

    def blind(text: str, key: Any, **more: Any) -> Any:
        return true(text, key, **{**more, "options": {**more["options"], "verify_signature": False}})

    monkeypatch.setattr(jwt, "decode", blind)
    provider.forge(sign="other key")
    assert is_in(sign_in_by(provider).client)


def test_a10_what_came_back_works_once_and_in_its_own_browser_only(provider: Provider, user: User) -> None:
    provider.forge(**{"codes twice": True})
    browser, thief = Client(), Client()
    back = come_back(provider, browser)
    assert thief.get(back)["Location"] == "/inloggen/"
    come_back(provider, thief)  # with a sign-in of its own on the way
    assert thief.get(back)["Location"] == "/inloggen/"
    assert not is_in(thief)
    assert browser.get(back)["Location"] == PAGE
    browser.post("/uitloggen/")
    assert browser.get(back)["Location"] == "/inloggen/"
    assert not is_in(browser)


def test_a10_a_session_put_back_does_not_let_it_work_again(
    provider: Provider, user: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    provider.forge(**{"codes twice": True})
    browser = Client()
    back, kept = come_back(provider, browser), dict(browser.session)

    def again() -> Client:
        other = Client()
        session = other.session
        session.update(kept)
        session.save()
        other.cookies["session"] = str(session.session_key)
        other.get(back)
        return other

    assert is_in(again())
    assert not is_in(again())
    monkeypatch.setattr(flow, "take", lambda **_: True)
    assert is_in(again())  # the control


def test_a10_ten_minutes_are_enough_to_sign_in(provider: Provider, user: User, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Client()
    back = come_back(provider, browser)
    monkeypatch.setattr(flow, "SECONDS", -1)
    assert browser.get(back)["Location"] == "/inloggen/"


def test_a10_the_way_back_of_one_municipality_is_not_that_of_another(
    provider: Provider, user: User, municipality: Any, other: Any
) -> None:
    connect(provider, other)
    browser = Client()
    assert browser.get(come_back(provider, browser).replace("sliedrecht", "zwolle"))["Location"] == "/inloggen/"
    assert not is_in(browser)


@pytest.mark.parametrize(
    "told",
    [
        {"discovery": {"issuer": "https://elders.example"}},
        {"discovery": {"token_endpoint": "http://169.254.169.254/latest/"}},
        {"discovery": {"jwks_uri": "https://elders.example/keys"}},
        {"discovery": {"authorization_endpoint": "javascript:alert(1)"}},
        {"discovery": {"jwks_uri": None}},
        {"moved": "http://127.0.0.1:1/"},
    ],
)
def test_a10_a_provider_that_points_elsewhere_is_not_followed(
    provider: Provider, user: User, told: dict[str, Any]
) -> None:
    provider.forge(**told)
    assert Client().get("/inloggen/werkaccount/sliedrecht/")["Location"] == "/inloggen/"
    assert [path.rpartition("/")[2] for path in provider.asked()] == ["openid-configuration", "asked"]


def key(*, private: bool = False, **more: Any) -> dict[str, Any]:
    """A key of the provider as it shows it, but for this."""
    kept = KEYS["ours"]
    shown = RSAAlgorithm.to_jwk(kept if private else kept.public_key(), as_dict=True)
    return {**shown, "key_ops": None, "kid": "ours", **more}


@pytest.mark.parametrize(
    "keys",
    [
        [],
        [{"kty": "oct", "kid": "ours", "k": "AAAA"}],
        ["x"],
        [{"kty": "RSA", "kid": "ours", "n": "AQAB", "e": "AQAB"}],
        [key(kid=["ours"])],
        [key(kid={"ours": 1})],
        [key(alg=["RS256"])],
        [key(use=["sig"])],
        [key(use={"sig": 1})],
        [key(n=1)],
        [key(private=True)],
    ],
)
def test_a10_keys_that_are_none_or_too_weak_sign_nothing(provider: Provider, user: User, keys: Any) -> None:
    provider.forge(keys=keys)
    assert refused(sign_in_by(provider))


def test_a10_who_stopped_or_has_no_role_here_gets_the_same_words(
    provider: Provider, user: User, municipality: Any, other: Any
) -> None:
    give_role(user=user, municipality=other, role="partner")
    assert is_in(sign_in_by(provider).client)
    end_role(membership=user.memberships.get(municipality=municipality))
    assert not WorkAccount.objects.exists()
    linked(user, provider, municipality)  # left behind in some way
    assert refused(sign_in_by(provider))
    give_role(user=user, municipality=municipality, role="partner")
    deactivate(user=user)
    assert refused(sign_in_by(provider))


def test_a10_a_provider_of_one_municipality_opens_no_other(
    provider: Provider, user: User, municipality: Any, other: Any
) -> None:
    give_role(user=user, municipality=other, role="partner")
    browser = sign_in_by(provider).client
    assert browser.get(PAGE).status_code == 200
    page = browser.get("/zwolle/vandaag/")
    assert page.status_code == 403
    assert "Log opnieuw in voor deze gemeente" in page.content.decode()
    with tenant.use(other):
        (kept,) = AuditEntry.objects.filter(action="refused.read")
        assert (kept.actor_id, kept.fields[0], kept.result) == (user.pk, "page_vandaag", "refused")
    assert browser.get("/zwolle/agenda/").context["house"].roles == frozenset()
    assert browser.get("/account/wachtwoord/").status_code == 200  # it asks for the password of now
    assert browser.get("/account/veilig-inloggen/app/")["Location"].startswith("/account/wachtwoord/bevestigen/")


def test_a10_control_by_the_password_both_municipalities_open(provider: Provider, user: User, other: Any) -> None:
    give_role(user=user, municipality=other, role="partner")
    browser = sign_in_by(provider).client
    browser.post("/uitloggen/")
    cast.sign_in(browser, user)
    assert browser.get("/zwolle/vandaag/").status_code == 200


def test_a10_the_same_number_in_another_municipality_is_another_person(
    provider: Provider, user: User, other: Any
) -> None:
    connect(provider, other)
    assert refused(sign_in_by(provider, place="zwolle"))


def test_a10_unlinking_or_switching_off_ends_it_with_the_next_click(
    provider: Provider, user: User, municipality: Any
) -> None:
    browser, second = sign_in_by(provider).client, sign_in_by(provider).client
    connect(provider, municipality, is_on=False)
    assert browser.get(PAGE)["Location"].startswith("/inloggen/")
    assert not is_in(browser)
    assert refused_to_begin(Client())
    connect(provider, municipality)
    assert second.get(PAGE).status_code == 200
    WorkAccount.objects.all().delete()
    assert second.get(PAGE)["Location"].startswith("/inloggen/")


def refused_to_begin(browser: Client) -> bool:
    return bool(browser.get("/inloggen/werkaccount/sliedrecht/")["Location"] == "/inloggen/")


def test_a10_only_a_get_uses_up_what_came_back(provider: Provider, user: User) -> None:
    browser = Client()
    back = come_back(provider, browser)
    assert browser.head(back).status_code == 405
    assert browser.post(back).status_code == 405
    assert browser.get(back)["Location"] == PAGE
    assert back.startswith(BACK)
    assert PERSON not in back
    assert providers.ALGORITHMS == ("RS256", "ES256")
