"""Passkeys as the server sees them: right ones come in, forged, borrowed and repeated ones do not (rows A6, A8, A9)."""

from __future__ import annotations

import json
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from fido2.utils import websafe_encode

from portal.accounts.domain.deactivate import deactivate
from portal.accounts.models import User
from tests import cast
from tests.accounts.factors import PATHS
from tests.accounts.passkey import FLAG, SoftKey
from tests.accounts.people import sign_in, with_password

PAGE = "/sliedrecht/vandaag/"
EMPTY = {"id": "AA", "rawId": "AA", "type": "public-key"}
SIGNED = {"clientDataJSON": "e30", "authenticatorData": "AA", "signature": "AA", "userHandle": "MQ"}
NONSENSE = [
    *("", "null", "1", "[]", "{}", '"x"', "{", '{"id": 1}', '{"response": {}}', '{"response": {"userHandle": 7}}'),
    json.dumps({**EMPTY, "response": {"userHandle": "AA"}}),
    json.dumps({**EMPTY, "rawId": "%", "type": "x", "response": SIGNED}),
    json.dumps({**EMPTY, "response": {"clientDataJSON": "e30", "attestationObject": "AA"}}),
]


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def user(municipality: Any) -> User:
    return with_password("cjg")


@pytest.fixture
def key(user: User) -> SoftKey:
    """A passkey of this person."""
    made = SoftKey()
    assert add(sign_in(user).client, made).status_code == 302
    user.refresh_from_db()
    return made


def add(browser: Client, key: SoftKey, name: str = "laptop") -> Any:
    options = json.loads(browser.get(PATHS.passkey).context["options"])
    return browser.post(PATHS.passkey, {"name": name, "credential": key.registration(options)})


def options(browser: Client) -> dict[str, Any]:
    found: dict[str, Any] = browser.get(PATHS.by_passkey).json()
    return found


def come_in(credential: str, browser: Client, **more: str) -> Any:
    return browser.post(PATHS.by_passkey, {"credential": credential, **more})


def test_a_passkey_is_enough_to_sign_in_and_leads_on(key: SoftKey) -> None:
    browser = Client()
    before = browser.session.session_key
    answer = come_in(key.assertion(options(browser)), browser, next=f"{PAGE}?x=1")
    assert answer["Location"] == f"{PAGE}?x=1"
    assert browser.get(PAGE).status_code == 200
    assert browser.session.session_key != before
    assert Authenticator.objects.get(type="webauthn").last_used_at


def test_it_does_not_lead_to_another_site(key: SoftKey) -> None:
    browser = Client()
    answer = come_in(key.assertion(options(browser)), browser, next="//evil.example/")
    assert answer["Location"] == "/sliedrecht/"


def test_recovery_codes_come_with_the_first_one(user: User) -> None:
    assert add(sign_in(user).client, SoftKey())["Location"] == PATHS.codes
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"webauthn", "recovery_codes"}


def test_another_key_of_the_same_name_does_not_come_in(user: User, key: SoftKey) -> None:
    browser, other = Client(), SoftKey()
    other.id, other.owner = key.id, key.owner
    refused(come_in(other.assertion(options(browser)), browser), browser)


def test_an_answer_works_once(key: SoftKey) -> None:
    browser = Client()
    credential = key.assertion(options(browser))
    assert come_in(credential, browser).status_code == 302
    browser.post("/uitloggen/")
    refused(come_in(credential, browser), browser)
    options(browser)
    refused(come_in(credential, browser), browser)


def test_an_answer_of_another_browser_does_not_come_in(key: SoftKey) -> None:
    here, elsewhere = Client(), Client()
    options(elsewhere)
    refused(come_in(key.assertion(options(here)), elsewhere), elsewhere)


def test_it_does_not_come_in_as_somebody_else(key: SoftKey, municipality: Any) -> None:
    browser, colleague = Client(), cast.member("administrator")
    owner = websafe_encode(str(colleague.pk).encode())
    refused(come_in(key.assertion(options(browser), owner=owner), browser), browser)


def test_without_finger_face_or_code_it_does_not_come_in(key: SoftKey) -> None:
    browser = Client()
    refused(come_in(key.assertion(options(browser), seen=FLAG.USER_PRESENT), browser), browser)


def test_who_was_closed_does_not_come_in(user: User, key: SoftKey) -> None:
    browser = Client()
    credential = key.assertion(options(browser))
    deactivate(user=user)
    assert come_in(credential, browser)["Location"] == "/account/gestopt/"
    assert browser.get(PAGE).status_code == 302


@pytest.mark.parametrize(("site", "comes_in"), [("https://testserver", True), ("https://evil.example", False)])
def test_in_production_only_the_site_itself_may_ask(key: SoftKey, settings: Any, site: str, *, comes_in: bool) -> None:
    settings.MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = False
    browser, key.site = Client(), site
    come_in(key.assertion(options(browser)), browser)
    assert (browser.get(PAGE).status_code == 200) is comes_in


@pytest.mark.parametrize("credential", NONSENSE)
def test_nonsense_is_told_in_words(user: User, key: SoftKey, credential: str) -> None:
    browser = Client()
    options(browser)
    answer = come_in(credential, browser)
    assert answer["Location"].startswith("/inloggen/")
    second = sign_in(user).client
    assert second.post(PATHS.step, {"credential": credential}).status_code == 200
    browser = cast.sign_in(Client(), user)
    browser.get(PATHS.passkey)
    page = browser.post(PATHS.passkey, {"name": "nog een", "credential": credential})
    assert page.status_code == 200
    assert "nog een" in page.content.decode()
    assert Authenticator.objects.filter(type="webauthn").count() == 1


def test_it_takes_the_place_of_the_code_after_the_password(user: User, key: SoftKey) -> None:
    answer = sign_in(user, next=PAGE)
    asked = json.loads(answer.client.get(PATHS.step).context["options"])
    assert answer.client.post(PATHS.step, {"credential": key.assertion(asked)})["Location"] == PAGE
    assert answer.client.get(PAGE).status_code == 200


def test_the_passkey_of_somebody_else_does_not_take_its_place(user: User, key: SoftKey) -> None:
    colleague, other = with_password("cjg"), SoftKey()
    add(sign_in(colleague).client, other)
    browser = sign_in(user).client
    asked = json.loads(browser.get(PATHS.step).context["options"])
    assert browser.post(PATHS.step, {"credential": other.assertion(asked)}).status_code == 200
    assert browser.get(PAGE).status_code == 302


def test_it_gets_another_name_and_goes(user: User, key: SoftKey) -> None:
    browser = cast.sign_in(Client(), user)
    mine = f"{PATHS.passkey}{Authenticator.objects.get(type='webauthn').pk}/"
    assert browser.post(f"{mine}naam/", {"name": ""}).status_code == 200
    assert browser.post(f"{mine}naam/", {"name": "x" * 61}).status_code == 200
    assert browser.post(f"{mine}naam/", {"name": "telefoon"})["Location"] == PATHS.overview
    assert "telefoon" in browser.get(PATHS.overview).content.decode()
    assert browser.post(f"{mine}weghalen/")["Location"] == PATHS.overview
    assert not Authenticator.objects.exists()


def test_a_passkey_of_a_colleague_is_not_there(key: SoftKey) -> None:
    browser = cast.sign_in(Client(), cast.member("administrator"))
    theirs = f"{PATHS.passkey}{Authenticator.objects.get(type='webauthn').pk}/"
    for what in ("naam", "weghalen"):
        assert browser.get(f"{theirs}{what}/").status_code == 404
        assert browser.post(f"{theirs}{what}/", {"name": "van mij"}).status_code == 404
    assert Authenticator.objects.get(type="webauthn").data["name"] == "laptop"


def refused(answer: Any, browser: Client) -> None:
    """Back at the sign-in page, which says why, and not in."""
    assert answer["Location"].startswith("/inloggen/")
    assert "Deze passkey kennen we hier niet" in browser.get(answer["Location"]).content.decode()
    assert browser.get(PAGE).status_code == 302
