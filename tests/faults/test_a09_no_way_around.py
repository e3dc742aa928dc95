"""Row A9: who must give a second factor reaches nothing without it, whatever way they try."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import reverse

from portal.accounts.domain.give_role import give_role
from portal.outbox.models import Message
from portal.outbox.registry import find
from portal.web import access, limits
from portal.web.checks import addresses
from tests import cast
from tests.access.matrix import may, path_of
from tests.access.world import Town
from tests.accounts.factors import PATHS, add_app, code_of, give_code, recovery_codes, with_app
from tests.accounts.people import sign_in, with_password

PAGE = "/sliedrecht/vandaag/"
BACKEND = "portal.accounts.backend.ActiveUserBackend"
# Where somebody may be who has yet to choose a second factor, or to give it.
ON_THE_WAY = {
    "account_login", "account_logout", "account_inactive", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "account_reauthenticate",
    "account_session",
    "work_account_choose", "work_account_start", "work_account_back",
    "mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "mfa_authenticate", "mfa_login_webauthn",
}  # fmt: skip
# Nothing of these is there for who has no factor: they change or show what one has.
EMPTY_HANDED = {"mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"}
CHANGING = {"mfa_edit_webauthn", "mfa_remove_webauthn"}
WORK = {"work_account", "link_work_account", "unlink_work_account"}


@pytest.fixture(autouse=True)
def quick(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    monkeypatch.setattr(limits, "STEADY_SECONDS", 0)


@pytest.fixture
def town(db: None) -> Town:
    made = Town(cast.municipality(), "kanariesli")
    made.fill()
    return made


def bare(user: Any) -> Client:
    """Signed in by a password alone."""
    browser = Client()
    browser.force_login(user, backend=BACKEND)
    return browser


@pytest.mark.parametrize("role", ["policy_officer", "administrator", "privacy_officer"])
def test_a09_without_a_factor_every_address_of_staff_leads_to_setting_one_up(town: Town, role: str) -> None:
    browser, seen = bare(town.users[role]), set()
    for address in addresses():
        if address.access and (address.access.kind == "staff" or address.name == "account_change_password"):
            for method in ("get", "post"):
                answer = getattr(browser, method)(path_of(address, town))
                assert (answer.status_code, answer.get("Location")) == (302, PATHS.overview), address
            seen.add(address.name)
    assert len(seen) > 20


def test_a09_control_without_the_one_place_pages_open(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "_refuse_without_factor", lambda *_: None)
    assert bare(town.users["policy_officer"]).get(PAGE).status_code == 200


def test_a09_every_account_page_is_thought_about() -> None:
    found = {a.name for a in addresses() if a.access and a.access.kind == "account"}
    told = ON_THE_WAY | EMPTY_HANDED | CHANGING | WORK | {"account_change_password", "account_once_more"}
    assert {name for name in found if name.startswith(("account", "mfa")) or "work_account" in name} == told


def test_a09_who_has_a_factor_and_did_not_give_it_is_sent_to_sign_in_from_every_page(town: Town) -> None:
    for address in addresses():
        mine = address.name in EMPTY_HANDED | CHANGING | WORK | {"mfa_index", "mfa_activate_totp", "mfa_add_webauthn"}
        if mine or (address.access and address.access.kind == "staff" and may(address, "cjg")):
            browser = bare(town.users["cjg"])
            answer = browser.get(path_of(address, town))
            while answer.get("Location") == PATHS.overview:
                answer = browser.get(PATHS.overview)
            assert answer["Location"].startswith("/inloggen/?next="), address
            assert not browser.session.get("_auth_user_id")
    assert Authenticator.objects.count() == 3


def test_a09_the_password_alone_opens_nothing_while_the_code_is_asked(municipality: Any) -> None:
    user, _ = with_app()
    browser = sign_in(user, next=PAGE).client
    for path in (PAGE, "/sliedrecht/ouders/", PATHS.overview, PATHS.app, PATHS.remove_app, PATHS.renew, PATHS.codes,
                 reverse("account_change_password"), reverse("account_reauthenticate")):  # fmt: skip
        assert browser.get(path)["Location"].startswith("/inloggen/"), path
        assert browser.post(path)["Location"].startswith("/inloggen/"), path
    assert Authenticator.objects.count() == 2


def test_a09_the_page_that_was_asked_for_opens_after_the_code(municipality: Any) -> None:
    user, secret = with_app()
    answer = sign_in(user, next=f"{PAGE}?x=1")
    assert answer["Location"] == PATHS.step
    assert give_code(answer.client, code_of(secret))["Location"] == f"{PAGE}?x=1"


def test_a09_the_code_without_a_password_is_worth_nothing(municipality: Any) -> None:
    _, secret = with_app()
    browser = Client()
    assert give_code(browser, code_of(secret))["Location"].startswith("/inloggen/")
    assert browser.get(PAGE).status_code == 302


def test_a09_the_code_of_somebody_else_is_wrong(municipality: Any) -> None:
    user, _ = with_app()
    colleague, secret = with_app()
    browser = sign_in(user).client
    assert give_code(browser, code_of(secret)).status_code == 200
    assert give_code(browser, recovery_codes(colleague)[0]).status_code == 200


def test_a09_another_password_by_mail_still_asks_for_the_code(municipality: Any) -> None:
    user, _ = with_app()
    Client().post(reverse("account_reset_password"), {"email": user.email})
    kind = find("desk.password_link")
    assert kind
    found = re.search(r"https?://\S+", kind.build(Message.objects.get(kind="desk.password_link")).text)
    assert found
    browser = Client()
    page = browser.get(urlsplit(found[0]).path)
    words = "vijf-andere-woorden-op-rij"
    assert browser.post(page["Location"], {"password1": words, "password2": words}).status_code == 302
    assert browser.get(PAGE).status_code == 302
    assert sign_in(user, password=words)["Location"] == PATHS.step


def test_a09_a_factor_of_one_session_does_not_count_for_another_person(municipality: Any) -> None:
    user, secret = with_app()
    colleague = with_password("cjg")
    browser = sign_in(user).client
    give_code(browser, code_of(secret))
    browser.post("/uitloggen/")
    sign_in(colleague, client=browser)
    assert browser.get(PAGE)["Location"] == PATHS.overview


def test_a09_a_role_in_another_municipality_asks_for_it_there(municipality: Any, other: Any) -> None:
    user = with_password("partner")
    give_role(user=user, municipality=other, role="cjg")
    browser = sign_in(user).client
    assert browser.get(PAGE).status_code == 200
    assert browser.get("/zwolle/vandaag/")["Location"] == PATHS.overview
    assert browser.get(reverse("account_change_password"))["Location"] == PATHS.overview


def test_a09_partners_are_asked_when_they_get_another_role_and_when_they_chose_one(municipality: Any) -> None:
    user = with_password("partner")
    browser = sign_in(user).client
    assert browser.get(PAGE).status_code == 200
    give_role(user=user, municipality=municipality, role="cjg")
    assert browser.get(PAGE)["Location"] == PATHS.overview
    add_app(browser)
    assert browser.get(PAGE).status_code == 200
    partner, _ = with_app("partner")
    assert sign_in(partner)["Location"] == PATHS.step


def test_a09_where_demo_people_are_it_is_a_choice(municipality: Any, settings: Any) -> None:
    settings.SECOND_FACTOR = False
    assert sign_in(with_password("cjg")).client.get(PAGE).status_code == 200
    user, _ = with_app()
    assert sign_in(user)["Location"] == PATHS.step


def test_a09_whoever_loses_the_last_factor_sets_up_another_before_going_on(municipality: Any) -> None:
    user, _ = with_app()
    browser = sign_in(user).client
    assert give_code(browser, recovery_codes(user)[0]).status_code == 302
    assert browser.post(PATHS.remove_app).status_code == 302
    assert not Authenticator.objects.exists()
    assert browser.get(PAGE)["Location"] == PATHS.overview
    add_app(browser)
    assert browser.get(PAGE).status_code == 200
