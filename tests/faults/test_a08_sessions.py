"""Row A8: a session begins at sign-in, ends at sign-out, and does not outlive the password."""

from __future__ import annotations

import time
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from portal.accounts import sessions
from portal.accounts.domain.end_sessions import end_sessions
from portal.accounts.models import User
from tests.accounts.people import PASSWORD, sign_in, with_password

NEXT_PASSWORD = "vijf-andere-woorden-op-rij"


def signed_in(client: Client) -> bool:
    return client.get(reverse("account_change_password")).status_code == 200


def with_session(key: str) -> Client:
    client = Client()
    client.cookies["session"] = key
    return client


def change(client: Client) -> None:
    sent = {"oldpassword": PASSWORD, "password1": NEXT_PASSWORD, "password2": NEXT_PASSWORD}
    assert client.post(reverse("account_change_password"), sent).status_code == 302


def test_a08_a_session_planted_before_sign_in_is_worth_nothing(municipality: Any) -> None:
    planted = Client()
    session = planted.session
    session["planted"] = "1"
    session.save()
    key = str(session.session_key)
    planted.cookies["session"] = key
    victim = with_session(key)
    assert sign_in(with_password(), client=victim).status_code == 302
    assert victim.cookies["session"].value != key
    assert signed_in(victim)
    assert not signed_in(planted)


def test_a08_after_sign_out_the_old_session_is_dead(municipality: Any) -> None:
    client = sign_in(with_password()).client
    old = client.cookies["session"].value
    assert signed_in(with_session(old))
    client.post(reverse("account_logout"))
    assert not signed_in(with_session(old))


def test_a08_looking_at_the_sign_out_page_ends_nothing(municipality: Any) -> None:
    client = sign_in(with_password()).client
    assert client.get(reverse("account_logout")).status_code == 200
    assert signed_in(client)


def test_a08_another_password_ends_the_other_sessions(municipality: Any) -> None:
    user = with_password()
    here, elsewhere = sign_in(user).client, sign_in(user).client
    change(here)
    assert signed_in(here)
    assert not signed_in(elsewhere)


def test_a08_control_a_session_that_does_not_know_the_password_lives_on(
    municipality: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(User, "_get_session_auth_hash", lambda _self, **_: "always the same")
    user = with_password()
    here, elsewhere = sign_in(user).client, sign_in(user).client
    change(here)
    assert signed_in(elsewhere)


def test_a08_ending_sessions_ends_all_of_them(municipality: Any) -> None:
    user = with_password()
    client = sign_in(user).client
    end_sessions(user=user)
    assert not signed_in(client)
    assert signed_in(sign_in(user).client)


def test_a08_a_session_lasts_a_working_day(municipality: Any) -> None:
    cookie = sign_in(with_password()).client.cookies["session"]
    assert cookie["max-age"] == 8 * 60 * 60
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def hours_later(client: Client, hours: int) -> None:
    """So long after signing in, with a minute left because of what was asked in between."""
    session = client.session
    session["since"] -= hours * 3600
    session["until"] = int(time.time()) + 60
    session.save()


def ask_for_more(client: Client) -> int:
    left: int = client.post(reverse("account_session")).json()["left"]
    return left


def test_a08_asking_for_more_ends_twelve_hours_after_signing_in(municipality: Any) -> None:
    client = sign_in(with_password()).client
    hours_later(client, 11)
    for _ in range(2):
        assert 3500 < ask_for_more(client) <= 3600
    assert int(client.cookies["session"]["max-age"]) <= 3600
    assert signed_in(client)
    old = client.cookies["session"].value
    hours_later(client, 1)
    assert ask_for_more(client) == 0
    assert not signed_in(with_session(old))
    assert ask_for_more(sign_in(with_password()).client) > 8 * 3600 - 60


def test_a08_control_without_a_longest_a_session_goes_on_for_ever(
    municipality: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sessions, "LONGEST", 10**9)
    client = sign_in(with_password()).client
    hours_later(client, 24 * 365)
    assert ask_for_more(client) > 8 * 3600 - 60
