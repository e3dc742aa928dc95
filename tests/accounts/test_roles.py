"""Giving and ending roles, ending accounts: twice is harmless, and it is written down."""

from __future__ import annotations

import threading
from datetime import date
from typing import Any

import pytest
from django.db import connection

from portal.accounts.domain.deactivate import deactivate
from portal.accounts.domain.end_role import end_role
from portal.accounts.domain.forget_roles import forget_roles
from portal.accounts.domain.give_role import give_role
from portal.accounts.domain.make_user import make_user
from portal.accounts.domain.wipe_user import wipe_user
from portal.accounts.models import Membership, User
from portal.accounts.queries import live_municipality_ids, live_roles, municipalities_of
from portal.audit.models import AuditEntry
from portal.municipalities.tenant import use
from tests import cast


def written() -> list[str]:
    return list(AuditEntry.objects.order_by("pk").values_list("action", flat=True))


@pytest.fixture
def user(municipality: Any) -> User:
    return make_user(email=" Iemand@Gemeente.Example ", name="Iemand")


def test_a_user_is_made_once_whatever_the_capitals(user: User) -> None:
    assert user.email == "iemand@gemeente.example"
    assert not user.has_usable_password()
    assert make_user(email="IEMAND@gemeente.example", name="Iemand anders") == user
    assert User.objects.get().name == "Iemand"


def test_a_role_is_given_once(user: User, municipality: Any) -> None:
    first = give_role(user=user, municipality=municipality, role="cjg")
    assert give_role(user=user, municipality=municipality, role="cjg") == first
    assert live_roles(user.pk, municipality.pk) == {"cjg"}
    assert written() == ["accounts.give_role"]


def test_a_role_that_does_not_exist_is_refused(user: User, municipality: Any) -> None:
    with pytest.raises(ValueError, match="no such role"):
        give_role(user=user, municipality=municipality, role="superuser")


def test_a_role_that_ended_can_be_given_again(user: User, municipality: Any) -> None:
    first = give_role(user=user, municipality=municipality, role="cjg")
    end_role(membership=first)
    ended_at = first.ended_at
    end_role(membership=first)
    assert first.ended_at == ended_at
    assert live_roles(user.pk, municipality.pk) == frozenset()
    assert give_role(user=user, municipality=municipality, role="cjg") != first
    assert written() == ["accounts.give_role", "accounts.end_role", "accounts.give_role"]


def test_an_account_ends_in_every_municipality(user: User, municipality: Any, other: Any) -> None:
    for place in (municipality, other):
        give_role(user=user, municipality=place, role="cjg")
    deactivate(user=user)
    deactivate(user=user)
    assert not user.is_active
    assert live_roles(user.pk, municipality.pk) == frozenset()
    assert written() == ["accounts.give_role", "accounts.deactivate"]


def test_mail_goes_out_from_the_oldest_live_role(user: User, municipality: Any, other: Any) -> None:
    first = give_role(user=user, municipality=other, role="cjg")
    give_role(user=user, municipality=municipality, role="cjg")
    assert live_municipality_ids(user) == [other.pk, municipality.pk]
    end_role(membership=first)
    assert live_municipality_ids(user) == [municipality.pk]
    assert municipalities_of(user) == [municipality]


def test_who_left_long_ago_is_wiped_with_the_last_role_anywhere(user: User, municipality: Any, other: Any) -> None:
    for place in (municipality, other):
        end_role(membership=give_role(user=user, municipality=place, role="cjg"))
    Membership.objects.update(ended_at="2015-01-01T12:00Z")
    assert forget_roles(date(2016, 1, 1), 9) == 1
    assert not wipe_user(user=user)
    user.refresh_from_db()
    assert user.name == "Iemand"
    with use(other):
        assert forget_roles(date(2016, 1, 1), 9) == 1
        assert AuditEntry.objects.filter(action="accounts.wiped").count() == 1
    assert not wipe_user(user=user)
    user = User.objects.get(pk=user.pk)
    assert (str(user), user.name, user.is_active) == ("Oud-collega", "", False)
    assert "iemand" not in user.email
    again = make_user(email="iemand@gemeente.example", name="Iemand")
    assert again != user


@pytest.mark.django_db(transaction=True)
def test_the_same_role_given_at_the_same_moment_is_one_role() -> None:
    municipality, answers = cast.municipality(), []
    user = make_user(email="tegelijk@gemeente.example", name="Tegelijk")
    start = threading.Barrier(6)

    def give() -> None:
        start.wait()
        answers.append(give_role(user=user, municipality=municipality, role="cjg").pk)
        connection.close()

    threads = [threading.Thread(target=give) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(answers) == 6
    assert set(answers) == {Membership.objects.get().pk}
