"""Row A9: a work account asks for more than a password, unless its provider did and the municipality trusts that."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from portal.accounts.models import WorkAccount
from portal.web import doors
from tests.accounts.factors import PATHS, code_of, give_code, with_app
from tests.accounts.people import PASSWORD, sign_in, with_password
from tests.accounts.work import OWN, Provider, connect, is_in, linked, running, sign_in_by

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
    return process


@pytest.mark.parametrize(
    ("trusts", "amr", "asked"),
    [
        (True, ["pwd", "mfa"], False),
        (True, ["pwd"], True),
        (True, "mfa", True),
        (True, None, True),
        (False, ["mfa"], True),
    ],
)
def test_a09_more_than_a_password_is_asked_unless_the_provider_did_and_is_trusted(
    provider: Provider, municipality: Any, trusts: Any, amr: Any, asked: Any
) -> None:
    connect(provider, municipality, trusts_factor=trusts)
    provider.forge(claims={"amr": amr})
    bare, (careful, secret) = with_password("cjg"), with_app()
    linked(bare, provider, municipality)
    browser = sign_in_by(provider).client
    assert browser.get(PAGE).status_code == (302 if asked else 200)
    WorkAccount.objects.update(user=careful)
    answer = sign_in_by(provider)
    assert answer["Location"] == (PATHS.step if asked else PAGE)
    if asked:
        assert not is_in(answer.client)
        assert give_code(answer.client, code_of(secret))["Location"] == PAGE
    assert answer.client.get(PAGE).status_code == 200


def test_a09_what_the_provider_asked_does_not_count_after_the_password(provider: Provider, municipality: Any) -> None:
    connect(provider, municipality)
    provider.forge(claims={"amr": ["mfa"]})
    user = with_password("cjg")
    linked(user, provider, municipality)
    browser = sign_in_by(provider).client
    assert browser.get(PAGE).status_code == 200
    browser.post("/uitloggen/")
    sign_in(user, client=browser)
    assert browser.get(PAGE)["Location"] == PATHS.overview


def test_a09_control_if_each_provider_was_believed_a_page_would_open(
    provider: Provider, municipality: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect(provider, municipality, trusts_factor=False)
    linked(with_password("cjg"), provider, municipality)
    assert sign_in_by(provider).client.get(PAGE)["Location"] == PATHS.overview
    monkeypatch.setattr(doors, "gave_factor", lambda *_: True)
    assert sign_in_by(provider).client.get(PAGE).status_code == 200


def test_a09_a_sign_in_on_its_way_does_not_lose_its_door(provider: Provider, municipality: Any, other: Any) -> None:
    connect(provider, municipality)
    user, secret = with_app()
    linked(user, provider, municipality)
    user.memberships.create(municipality=other, role="cjg")
    answer = sign_in_by(provider)
    browser = answer.client
    assert answer["Location"] == PATHS.step
    browser.post("/inloggen/", {"login": "x", "password": "x"})
    give_code(browser, code_of(secret))
    assert not is_in(browser)
    assert browser.get("/zwolle/vandaag/").status_code == 302
    answer = sign_in_by(provider, browser)
    assert answer["Location"] == PATHS.step
    assert give_code(browser, code_of(secret, later=1))["Location"] == PAGE
    assert browser.get("/zwolle/vandaag/").status_code == 403


def test_a09_a_code_is_not_the_password_that_changing_the_account_asks(provider: Provider, municipality: Any) -> None:
    connect(provider, municipality)
    user, secret = with_app()
    linked(user, provider, municipality)
    browser = sign_in_by(provider).client
    assert give_code(browser, code_of(secret))["Location"] == PAGE
    for path in (OWN, PATHS.passkey):
        assert browser.get(path)["Location"].startswith("/account/wachtwoord/bevestigen/"), path
    assert browser.post("/account/wachtwoord/bevestigen/", {"password": PASSWORD}).status_code == 302
    assert browser.get(OWN).status_code == 200


def test_a09_a_factor_of_one_municipality_counts_in_no_other(provider: Provider, municipality: Any, other: Any) -> None:
    connect(provider, municipality)
    provider.forge(claims={"amr": ["mfa"]})
    user = with_password("cjg")
    linked(user, provider, municipality)
    user.memberships.create(municipality=other, role="cjg")
    browser = sign_in_by(provider).client
    assert browser.get(PAGE).status_code == 200
    assert browser.get("/zwolle/vandaag/").status_code == 403
    assert browser.get(PATHS.app)["Location"].startswith("/account/wachtwoord/bevestigen/")
