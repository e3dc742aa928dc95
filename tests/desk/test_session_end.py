"""Row X8 on the server: a session ends at a fixed moment, and what was sent after it is not lost to its own sender."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session as Kept
from django.test import Client
from django.utils import timezone

from activities.models import Session
from portal.accounts.models import User
from portal.web import typed
from tests import cast
from tests.accounts.people import sign_in, with_password

STATE = "/account/sessie/"
REASON = "Er is lekkage op school."
ONCE_MORE = "/account/nog-een-keer/"


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    settings.SECOND_FACTOR = False


@pytest.fixture
def user(municipality: Any) -> User:
    return with_password("policy_officer")


@pytest.fixture
def meeting(municipality: Any) -> Session:
    return cast.session()


def call_off(meeting: Session) -> str:
    return f"/sliedrecht/bijeenkomsten/{meeting.public_id}/afzeggen/"


def over(browser: Client) -> None:
    """The session of this browser has come to its end."""
    Kept.objects.filter(session_key=browser.cookies["session"].value).update(expire_date=timezone.now())


def send_too_late(user: User, meeting: Session, **sent: Any) -> Client:
    browser: Client = sign_in(user).client
    over(browser)
    answer = browser.post(call_off(meeting), sent or {"reason": REASON})
    assert answer["Location"] == f"/inloggen/?next={ONCE_MORE}"
    return browser


def hidden(page: str) -> dict[str, str]:
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page.split("<main")[1]))


def test_x08_nothing_but_asking_for_it_makes_a_session_longer(user: User) -> None:
    browser = sign_in(user).client
    key = browser.cookies["session"].value
    first = Kept.objects.get(session_key=key).expire_date
    session = browser.session
    session["something"] = 1
    session["until"] -= 60
    session.save()
    shorter = Kept.objects.get(session_key=key).expire_date
    assert (first - shorter).total_seconds() == 60
    browser.get("/sliedrecht/vandaag/")
    assert browser.get(STATE).json()["left"] <= 8 * 3600 - 59
    assert Kept.objects.get(session_key=key).expire_date == shorter
    assert browser.post(STATE).json()["left"] > 8 * 3600 - 10
    assert Kept.objects.get(session_key=key).expire_date > shorter


def test_x08_who_is_not_signed_in_has_nothing_left(user: User) -> None:
    assert Client().get(STATE).json() == {"left": 0}
    assert Client().post(STATE).json() == {"left": 0}
    assert 'id="session-soon"' not in Client().get("/inloggen/").content.decode()
    assert 'id="session-soon"' in sign_in(user).client.get("/sliedrecht/vandaag/").content.decode()


def test_x08_what_was_sent_too_late_is_sent_once_more(user: User, meeting: Session) -> None:
    browser = send_too_late(user, meeting)
    assert sign_in(user, client=browser, next=ONCE_MORE)["Location"] == ONCE_MORE
    page = browser.get(ONCE_MORE).content.decode()
    sent = hidden(page)
    assert sent["reason"] == REASON
    assert f'action="{call_off(meeting)}"' in page
    assert browser.post(call_off(meeting), sent).status_code == 302
    meeting.refresh_from_db()
    assert meeting.cancelled_at
    assert browser.get(ONCE_MORE)["Location"] == "/"


def test_x08_it_is_not_kept_in_the_open(user: User, meeting: Session) -> None:
    browser = send_too_late(user, meeting)
    assert "lekkage" not in str(browser.session.items())
    assert browser.session[typed.TYPED]


SECRETS = ("password", "password1", "oldpassword", "new-password", "code", "secret", "credential", "mfa-code")


def test_x08_a_secret_is_asked_again_and_the_rest_stays(user: User, meeting: Session) -> None:
    browser = send_too_late(user, meeting, reason=REASON, postcode="3361 AA", **dict.fromkeys(SECRETS, "geheim-woord"))
    sign_in(user, client=browser, next=ONCE_MORE)
    page = browser.get(ONCE_MORE).content.decode()
    assert "geheim-woord" not in page
    sent = hidden(page)
    assert (sent["reason"], sent["postcode"]) == (REASON, "3361 AA")
    assert not sent.keys() & set(SECRETS)


def test_x08_another_person_does_not_get_it(user: User, meeting: Session) -> None:
    browser = send_too_late(user, meeting)
    sign_in(with_password("policy_officer"), client=browser)
    assert browser.get(ONCE_MORE)["Location"] == "/"
    assert typed.TYPED not in browser.session


def test_x08_after_a_quarter_of_an_hour_it_is_gone(
    user: User, meeting: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    browser = send_too_late(user, meeting)
    sign_in(user, client=browser)
    monkeypatch.setattr(typed, "SECONDS", 0)
    assert browser.get(ONCE_MORE)["Location"] == "/"


def test_x08_control_without_the_name_of_the_sender_another_person_gets_it(
    user: User, meeting: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(typed, "last_known", lambda _request: "anybody")
    monkeypatch.setattr("portal.web.tries.Tries.stamp", lambda _self: "anybody")
    browser = send_too_late(user, meeting)
    sign_in(with_password("policy_officer"), client=browser)
    assert REASON in browser.get(ONCE_MORE).content.decode()


def test_x08_a_browser_that_nobody_signed_in_from_keeps_nothing(meeting: Session) -> None:
    browser = Client()
    assert browser.post(call_off(meeting), {"reason": REASON})["Location"] == f"/inloggen/?next={call_off(meeting)}"
    assert not browser.session.items()


def test_x08_too_much_is_not_kept(user: User, meeting: Session) -> None:
    browser = sign_in(user).client
    over(browser)
    answer = browser.post(call_off(meeting), {"reason": "x" * (typed.MOST + 1)})
    assert answer["Location"] == f"/inloggen/?next={call_off(meeting)}"
