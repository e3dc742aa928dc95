"""The page of people and roles: who has what, since when, and how it ends (rows T1 and T10 where they meet it)."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from portal.accounts.domain import take_role as module
from portal.accounts.domain.end_role import end_role
from portal.accounts.domain.take_role import LastAdministrator, OwnRole, take_role
from portal.accounts.models import Membership, User
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from tests import cast
from tests.counting import FEW, MANY, queries_of

PEOPLE = "/sliedrecht/mensen/"
ROLES = Membership.Role


@pytest.fixture
def chief(municipality: Municipality) -> User:
    return cast.member("administrator", name="Bea Beheer")


@pytest.fixture
def office(chief: User) -> Client:
    return cast.sign_in(Client(), chief)


def text(office: Client, path: str) -> str:
    return office.get(path).content.decode()


def stop(office: Client, user: User, what: str) -> Any:
    return office.post(f"{PEOPLE}{user.public_id}/stoppen/", {"what": what})


def live(user: User) -> set[str]:
    return set(user.memberships.filter(ended_at=None).values_list("role", flat=True))


def test_people_stand_with_their_roles_and_who_stopped_apart(office: Client, other: Municipality) -> None:
    cast.member("cjg", name="Cor Centrum")
    gone = cast.member("partner", name="Gerda Gestopt")
    end_role(membership=gone.memberships.get())
    cast.member("cjg", at=other, name="Zoë Zwolle")
    page = text(office, PEOPLE)
    assert "Cor Centrum" in page
    assert "CJG-medewerker" in page
    assert "Gerda Gestopt" not in page
    ended = text(office, f"{PEOPLE}?gestopt=1")
    assert "Gerda Gestopt" in ended
    assert "Cor Centrum" not in ended
    assert "Zoë Zwolle" not in page + ended


@pytest.mark.parametrize(("typed", "found"), [("centr", True), ("COR@", True), ("niemand", False), ("\x00", True)])
def test_somebody_is_found_by_a_part(office: Client, typed: str, found: bool) -> None:  # noqa: FBT001 - a plain fact
    cast.member("cjg", name="Cor Centrum", email="cor@gemeente.example")
    page = office.get(PEOPLE, {"zoek": typed}).content.decode()
    assert ("Cor Centrum" in page) is found
    assert ("Niemand gevonden" in page) is not found


def test_who_stopped_elsewhere_is_nobody_here(office: Client, other: Municipality) -> None:
    """Row T8: somebody of another municipality."""
    stranger = cast.member("cjg", at=other)
    for path in (f"{PEOPLE}{stranger.public_id}/", f"{PEOPLE}{stranger.public_id}/stoppen/"):
        assert office.get(path).status_code == 404
    assert stop(office, stranger, "all").status_code == 404
    assert live(stranger) == {"cjg"}


def test_t10_a_role_that_ends_on_the_page_closes_the_next_click(office: Client) -> None:
    """Row T10: as an administrator ends it."""
    user = cast.member("cjg")
    theirs = cast.sign_in(Client(), user)
    assert theirs.get("/sliedrecht/vandaag/").status_code == 200
    answer = stop(office, user, "cjg")
    assert answer["Location"] == f"{PEOPLE}{user.public_id}/"
    assert theirs.get("/sliedrecht/vandaag/").status_code == 404
    assert AuditEntry.objects.filter(action="accounts.end_role", actor_kind="user").count() == 1


def test_all_access_ends_here_and_only_here(office: Client, other: Municipality, municipality: Municipality) -> None:
    user = cast.member("cjg")
    Membership.objects.create(user=user, municipality=municipality, role=ROLES.PARTNER)
    Membership.objects.create(user=user, municipality=other, role=ROLES.CJG)
    stop(office, user, "all")
    user.refresh_from_db()
    assert user.is_active
    assert list(user.memberships.filter(ended_at=None).values_list("municipality", flat=True)) == [other.pk]


def test_with_the_last_role_anywhere_the_account_closes_and_nothing_says_so(office: Client) -> None:
    user = cast.member("cjg")
    told = office.post(f"{PEOPLE}{user.public_id}/stoppen/", {"what": "all"}, follow=True).content.decode()
    user.refresh_from_db()
    assert not user.is_active
    assert "Het is beëindigd" in told


def test_nobody_shuts_themselves_out(office: Client, chief: User) -> None:
    cast.member("administrator")
    for what in ("administrator", "all"):
        page = stop(office, chief, what)
        assert page.status_code == 200
        assert "Dit bent u zelf" in page.content.decode()
    assert live(chief) == {"administrator"}


def test_an_administrator_may_end_another_but_one_stays(chief: User, municipality: Municipality) -> None:
    second = cast.member("administrator")
    take_role(membership=second.memberships.get(), by=chief.pk)
    take_role(membership=second.memberships.get(), by=chief.pk)
    with pytest.raises(LastAdministrator):
        take_role(membership=chief.memberships.get(), by=second.pk)
    with pytest.raises(OwnRole):
        take_role(membership=chief.memberships.get(), by=chief.pk)


def _end_each_other() -> list[str]:
    """Two administrators end one another at the same moment; what came of each."""
    cast.municipality()
    pair = [cast.member("administrator", at=cast.municipality()) for _ in range(2)]
    told, start = [], threading.Barrier(2)

    def end(mine: int) -> None:
        start.wait()
        try:
            take_role(membership=pair[1 - mine].memberships.get(), by=pair[mine].pk)
            told.append("ended")
        except LastAdministrator:
            told.append("refused")
        finally:
            connection.close()

    threads = [threading.Thread(target=end, args=(mine,)) for mine in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(told)


@pytest.mark.django_db(transaction=True)
def test_two_who_end_each_other_at_once_leave_one() -> None:
    assert _end_each_other() == ["ended", "refused"]


@pytest.mark.django_db(transaction=True)
def test_control_without_the_look_at_who_stays_both_go(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "keep_an_administrator", lambda **_: None)
    assert _end_each_other() == ["ended", "ended"]


def test_the_privacy_officer_reads_and_does_not_end(municipality: Municipality) -> None:
    user, officer = cast.member("cjg"), cast.sign_in(Client(), cast.member("privacy_officer"))
    assert officer.get(PEOPLE).status_code == 200
    assert "stoppen" not in text(officer, f"{PEOPLE}{user.public_id}/")
    assert stop(officer, user, "cjg").status_code == 403
    assert live(user) == {"cjg"}


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_the_list_asks_the_same_for_one_and_for_many(office: Client, rows: int) -> None:
    made = User.objects.bulk_create(User(email=f"m{n}@gemeente.example", name=f"M {n}") for n in range(rows))
    Membership.objects.bulk_create(
        Membership(user=one, municipality=cast.municipality(), role=ROLES.CJG) for one in made
    )
    assert queries_of(office, PEOPLE) == 7
