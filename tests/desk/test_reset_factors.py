"""An administrator takes away the app and passkeys of a colleague who lost them."""

from __future__ import annotations

from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from portal.accounts.domain.end_role import end_role
from portal.accounts.models import Membership, User
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from portal.outbox.models import Message
from tests import cast
from tests.accounts.factors import PATHS, sign_in_with_app, with_app
from tests.accounts.people import sign_in

PEOPLE, PAGE = "/sliedrecht/mensen/", "/sliedrecht/vandaag/"


@pytest.fixture(autouse=True)
def quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def chief(municipality: Municipality) -> User:
    return cast.member("administrator", name="Bea Beheer")


@pytest.fixture
def office(chief: User) -> Client:
    return cast.sign_in(Client(), chief)


def path(user: User) -> str:
    return f"{PEOPLE}{user.public_id}/inloggen/"


def has_factors(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user).exists())


def test_a_colleague_who_lost_it_chooses_anew(office: Client, chief: User) -> None:
    user, secret = with_app()
    theirs = sign_in_with_app(user, secret)
    mails = Message.objects.filter(kind="desk.factor_changed")
    before = mails.count()
    assert path(user) in office.get(f"{PEOPLE}{user.public_id}/").content.decode()
    assert "Overtuig u er eerst van" in office.get(path(user)).content.decode()
    assert has_factors(user)
    told = office.post(path(user), follow=True).content.decode()
    assert "Weggehaald" in told
    assert not has_factors(user)
    assert theirs.get(PAGE).status_code == 302
    assert sign_in(user).client.get(PAGE)["Location"] == PATHS.overview
    entry = AuditEntry.objects.get(action="accounts.factor_removed")
    assert (entry.actor_id, entry.subject_id) == (chief.pk, user.pk)
    assert mails.count() == before + 1
    assert office.get(PAGE).status_code == 200


def test_again_finds_nothing_and_says_so(office: Client) -> None:
    user, _ = with_app()
    office.post(path(user))
    page = office.post(path(user))
    assert page.status_code == 200
    assert "heeft geen app of passkey" in page.content.decode()
    assert AuditEntry.objects.filter(action="accounts.factor_removed").count() == 1


def test_of_who_works_elsewhere_too_others_decide(office: Client, other: Municipality) -> None:
    user, _ = with_app()
    there = Membership.objects.create(user=user, municipality=other, role="cjg")
    page = office.post(path(user))
    assert "mensen die het portaal beheren" in page.content.decode()
    assert other.name not in page.content.decode()
    assert has_factors(user)
    end_role(membership=there)
    office.post(path(user))
    assert not has_factors(user)


def test_nobody_takes_away_their_own_here(municipality: Municipality) -> None:
    user, secret = with_app("administrator")
    page = sign_in_with_app(user, secret).post(path(user))
    assert "Dit bent u zelf" in page.content.decode()
    assert has_factors(user)


def test_only_an_administrator_and_only_of_people_here(office: Client, other: Municipality) -> None:
    """Rows T1 and T8."""
    user, _ = with_app()
    officer = cast.sign_in(Client(), cast.member("privacy_officer"))
    assert officer.post(path(user)).status_code == 403
    assert path(user) not in officer.get(f"{PEOPLE}{user.public_id}/").content.decode()
    stranger = cast.member("cjg", at=other)
    assert office.post(path(stranger)).status_code == 404
    end_role(membership=user.memberships.get())
    assert office.post(path(user)).status_code == 302
    assert has_factors(user)
