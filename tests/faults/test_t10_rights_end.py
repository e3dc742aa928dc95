"""Row T10: a right that ends, ends with the next request, not with the next sign-in."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from portal.accounts.domain.deactivate import deactivate
from portal.accounts.domain.end_role import end_role
from portal.accounts.domain.give_role import give_role
from portal.accounts.models import Membership, User
from portal.accounts.queries import Standing
from portal.web import access
from tests import cast
from tests.accounts.people import with_password

PAGE = "/sliedrecht/vandaag/"


@pytest.fixture
def user(municipality: Any) -> User:
    return with_password("cjg")


@pytest.fixture
def browser(user: User) -> Client:
    client = cast.sign_in(Client(), user)
    assert client.get(PAGE).status_code == 200
    return client


def test_t10_a_role_that_ended_opens_nothing(user: User, browser: Client) -> None:
    end_role(membership=user.memberships.get())
    assert browser.get(PAGE).status_code == 404


def test_t10_control_roles_remembered_from_the_first_request_still_open_it(
    user: User, browser: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(access, "standing", lambda *_: Standing(frozenset({"cjg"})))
    end_role(membership=user.memberships.get())
    assert browser.get(PAGE).status_code == 200


def test_t10_another_role_is_another_role_at_once(user: User, browser: Client, municipality: Any) -> None:
    assert browser.get("/sliedrecht/ouders/inlezen/").status_code == 200
    end_role(membership=user.memberships.get())
    give_role(user=user, municipality=municipality, role="policy_officer")
    assert browser.get("/sliedrecht/ouders/inlezen/").status_code == 403


def test_t10_a_role_elsewhere_opens_nothing_here(user: User, browser: Client, other: Any) -> None:
    end_role(membership=user.memberships.get())
    give_role(user=user, municipality=other, role="cjg")
    assert browser.get(PAGE).status_code == 404
    assert browser.get("/zwolle/vandaag/").status_code == 200


def test_t10_an_ended_account_is_signed_out_at_once_and_for_good(user: User, browser: Client) -> None:
    deactivate(user=user)
    assert browser.get(PAGE).status_code == 302
    User.objects.filter(pk=user.pk).update(is_active=True)
    assert browser.get(PAGE).status_code == 302


def test_t10_control_only_switching_the_account_off_lets_the_session_come_back(user: User, browser: Client) -> None:
    key = browser.cookies["session"].value
    User.objects.filter(pk=user.pk).update(is_active=False)
    User.objects.filter(pk=user.pk).update(is_active=True)
    client = Client()
    client.cookies["session"] = key
    assert client.get(PAGE).status_code == 200


def test_t10_two_tabs_two_municipalities_both_right(municipality: Any, other: Any) -> None:
    user = with_password("cjg")
    Membership.objects.create(user=user, municipality=other, role="policy_officer")
    browser = cast.sign_in(Client(), user)
    for slug, name in (("sliedrecht", "Sliedrecht"), ("zwolle", "Zwolle")) * 2:
        assert f"Gemeente {name}" in browser.get(f"/{slug}/vandaag/").content.decode()
