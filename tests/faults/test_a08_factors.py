"""Row A8 for the second factor: a new session at the code, the others ended when a factor comes, goes or is renewed."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.db import transaction
from django.test import Client

from portal.audit.models import AuditEntry
from portal.desk import factors
from portal.outbox.models import Message
from tests.accounts.factors import PATHS, add_app, code_of, give_code, give_factors, sign_in_with_app, with_app
from tests.accounts.people import sign_in, with_password

PAGE = "/sliedrecht/vandaag/"


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def in_(client: Client) -> bool:
    return client.get(PAGE).status_code == 200


def written() -> list[str]:
    actions = AuditEntry.objects.filter(action__startswith="accounts.").order_by("pk").values_list("action", flat=True)
    return [action for action in actions if action != "accounts.sign_in"]


def two_browsers() -> tuple[Client, Client]:
    """Of one partner, who was asked for nothing more than a password."""
    user = with_password()
    return sign_in(user).client, sign_in(user).client


def test_a08_the_session_of_the_password_is_not_that_of_the_code(municipality: Any) -> None:
    user, secret = with_app()
    browser = sign_in(user).client
    before = browser.cookies["session"].value
    assert give_code(browser, code_of(secret)).status_code == 302
    assert browser.cookies["session"].value != before
    planted = Client()
    planted.cookies["session"] = before
    assert in_(browser)
    assert not in_(planted)


def test_a08_another_app_ends_the_other_sessions_and_tells(municipality: Any) -> None:
    here, elsewhere = two_browsers()
    assert in_(elsewhere)
    before = here.cookies["session"].value
    add_app(here)
    assert in_(here)
    assert here.cookies["session"].value != before
    assert not in_(elsewhere)
    assert written() == ["accounts.end_sessions", "accounts.factor_added"]
    assert [message.kind for message in Message.objects.all()] == ["desk.factor_changed"]


def test_a08_control_without_ending_them_the_other_session_lives_on(
    municipality: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(factors, "note_factor", lambda **_: None)
    here, elsewhere = two_browsers()
    add_app(here)
    assert in_(elsewhere)


@pytest.mark.parametrize(
    ("path", "action"), [(PATHS.remove_app, "accounts.factor_removed"), (PATHS.renew, "accounts.codes_renewed")]
)
def test_a08_what_goes_or_is_renewed_ends_them_too(municipality: Any, path: str, action: str) -> None:
    user, secret = with_app()
    elsewhere = sign_in_with_app(user, secret)
    here = sign_in(user).client
    give_code(here, code_of(secret))
    assert in_(elsewhere)
    assert here.post(path).status_code == 302
    assert not in_(elsewhere)
    assert here.get(PATHS.overview).status_code == 200
    assert written()[-1] == action


def test_a08_a_passkey_that_goes_ends_them_and_leaves_the_app(municipality: Any) -> None:
    user, _ = with_app()
    Authenticator.objects.filter(user=user).delete()
    give_factors(user, passkey="laptop")
    elsewhere, here = Client(), Client()
    for client in (elsewhere, here):
        give_app_code(user, client)
    passkey = Authenticator.objects.get(user=user, type="webauthn")
    assert here.post(f"{PATHS.passkey}{passkey.pk}/weghalen/").status_code == 302
    assert in_(here)
    assert not in_(elsewhere)
    assert set(Authenticator.objects.values_list("type", flat=True)) == {"totp", "recovery_codes"}


def give_app_code(user: Any, client: Client) -> None:
    from tests.accounts.factors import recovery_codes

    sign_in(user, client=client)
    assert give_code(client, recovery_codes(user)[0]).status_code == 302


def test_a08_a_change_that_does_not_happen_ends_nothing(municipality: Any) -> None:
    user, secret = with_app()
    browser = sign_in_with_app(user, secret)
    with transaction.atomic():
        Authenticator.objects.filter(user=user, type="totp").delete()
        transaction.set_rollback(True)
    assert in_(browser)


def test_a08_using_a_factor_ends_nothing(municipality: Any) -> None:
    user, secret = with_app()
    browser = sign_in_with_app(user, secret)
    give_code(sign_in(user).client, code_of(secret))
    assert in_(browser)
