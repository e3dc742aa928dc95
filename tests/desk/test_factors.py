"""What is done about second factors from outside: lost phones, and another key."""

from __future__ import annotations

import io
from typing import Any

import pytest
from cryptography.fernet import Fernet
from django.core.management import CommandError, call_command

from portal.accounts.models import Membership
from portal.audit.models import AuditEntry
from portal.outbox.models import Message
from portal.outbox.registry import find
from tests.accounts.factors import PATHS, code_of, give_code, recovery_codes, sign_in_with_app, with_app
from tests.accounts.people import sign_in, with_password

CLOSED = "We kunnen dit nu niet nakijken."
PAGE = "/sliedrecht/vandaag/"


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def run(name: str, *arguments: str) -> str:
    out = io.StringIO()
    call_command(name, *arguments, stdout=out)
    return out.getvalue()


def test_who_lost_everything_chooses_anew(municipality: Any) -> None:
    user, secret = with_app()
    browser = sign_in_with_app(user, secret)
    assert run("remove_factors", user.email) == f"Taken away from {user.email}: 2.\n"
    assert browser.get(PAGE).status_code == 302
    assert sign_in(user).client.get(PAGE)["Location"] == PATHS.overview
    entry = AuditEntry.objects.filter(action="accounts.factor_removed").get()
    assert (entry.actor_kind, entry.origin) == ("system", "command")
    with pytest.raises(CommandError, match="Nobody signs in"):
        run("remove_factors", "niemand@gemeente.example")


STEP = "Nog één stap voor u begint"
BACK = '<a class="utrecht-link utrecht-link--html-a" href="/sliedrecht/">Terug naar Sliedrecht</a>'


@pytest.mark.parametrize("case", [("cjg", True, True), ("cjg", False, False), ("partner", True, False)])
def test_only_who_must_reads_that_there_is_a_step_before_they_begin(
    municipality: Any, settings: Any, case: tuple[str, bool, bool]
) -> None:
    role, asked, must = case
    settings.SECOND_FACTOR = asked
    page = sign_in(with_password(role)).client.get(PATHS.overview).content.decode()
    assert (STEP in page, BACK in page, "Het hoeft niet" in page) == (must, not must, not must)


def test_the_way_back_of_who_works_in_more_places(municipality: Any, other: Any) -> None:
    user = with_password()
    Membership.objects.create(user=user, municipality=other, role="partner")
    page = sign_in(user).client.get(PATHS.overview).content.decode()
    assert 'href="/">Terug naar uw gemeenten</a>' in page


def test_the_mail_says_what_to_do(municipality: Any) -> None:
    with_app()
    message, kind = Message.objects.get(kind="desk.factor_changed"), find("desk.factor_changed")
    assert kind
    assert kind.wanted(message)
    mail = kind.build(message)
    assert mail.subject == "Uw manier van inloggen is veranderd"
    assert "/account/wachtwoord/vergeten/" in mail.text


def test_another_key_reads_what_the_old_one_locked_once_it_is_locked_anew(municipality: Any, settings: Any) -> None:
    user, secret = with_app()
    codes, old = recovery_codes(user), settings.OUTBOX_KEYS
    settings.OUTBOX_KEYS = [Fernet.generate_key().decode(), *old]
    assert "mfa.Authenticator.data: 2 looked at, 2 locked anew" in run("relock")
    settings.OUTBOX_KEYS = settings.OUTBOX_KEYS[:1]
    assert recovery_codes(user) == codes
    assert sign_in_with_app(user, secret).get(PAGE).status_code == 200


def test_control_without_it_who_signs_in_is_told_so_in_words(municipality: Any, settings: Any) -> None:
    user, secret = with_app()
    browser = sign_in_with_app(user, secret)
    settings.OUTBOX_KEYS = [Fernet.generate_key().decode()]
    answer = give_code(sign_in(user).client, code_of(secret, later=2))
    assert answer.status_code == 200
    assert CLOSED in answer.content.decode()
    assert browser.get(PATHS.overview).status_code == 200
    assert CLOSED in browser.get(PATHS.codes, follow=True).content.decode()
