"""Each page asks as many queries with 200 rows as with one; the numbers are written down here."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from activities import queries
from activities.domain.invite import invite_batch
from activities.messages.addresses import invitation_path, registration_path
from activities.messages.kinds import INVITATION
from activities.models import Attendance, Capacity, HeadCount, Invitation, Registration, Session
from portal.municipalities.models import Municipality
from portal.outbox import registry
from portal.outbox.domain.claim import claim
from portal.web.addresses import murl
from tests import cast
from tests.counting import FEW, MANY, meetings, queries_of

LISTS = [("", "agenda/", 3), ("cjg", "bijeenkomsten/", 5), ("cjg", "bijeenkomsten/?eerder=1", 5)]
DETAILS = [
    ("", "agenda/{}/", 3),
    ("", "agenda/{}/aangemeld/", 2),
    ("", "agenda/{}/agenda.ics", 2),
    ("policy_officer", "bijeenkomsten/{}/", 9),
    ("cjg", "bijeenkomsten/{}/", 11),
    ("cjg", "bijeenkomsten/{}/wie-kwam/", 8),
    ("cjg", "bijeenkomsten/{}/uitnodigen/", 9),
    ("cjg", "bijeenkomsten/{}/verzetten/", 5),
    ("cjg", "bijeenkomsten/{}/afzeggen/", 5),
]


def visitor(client: Client, role: str) -> Client:
    return cast.sign_in(client, cast.member(role)) if role else client


def planned(count: int) -> None:
    """So many meetings to come and as many that were, each in a series of its own, with somebody signed up."""
    parent = cast.parent()
    made = meetings([*range(1, count + 1), *range(-count, 0)])
    Registration.objects.bulk_create(Registration(session=one, parent=parent) for one in made)


def crowded(count: int) -> Session:
    """A meeting to which so many parents were invited, signed up and came."""
    session = cast.session(places=count + 1, neighbourhood=cast.neighbourhood())
    guests = cast.parents(count)
    Invitation.objects.bulk_create(Invitation(session=session, parent=one) for one in guests)
    signed_up = Registration.objects.bulk_create(Registration(session=session, parent=one) for one in guests)
    Attendance.objects.bulk_create(Attendance(registration=one, came=True, at=timezone.now()) for one in signed_up)
    HeadCount.objects.create(session=session, kind=HeadCount.CountKind.CHILDREN, count=count)
    Capacity.objects.filter(session=session).update(taken=count)
    asked, *_ = cast.parents(count)
    Invitation.objects.create(session=session, parent=asked)
    return cast.day_comes(session)


@pytest.mark.parametrize("rows", [FEW, MANY])
@pytest.mark.parametrize(("role", "page", "number"), LISTS)
def test_a_list(municipality: Municipality, client: Client, role: str, page: str, number: int, rows: int) -> None:
    planned(rows)
    assert queries_of(visitor(client, role), f"/sliedrecht/{page}") == number


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_all_pages_about_a_meeting(municipality: Municipality, rows: int) -> None:
    session = crowded(rows)
    found = [
        (role, page, queries_of(visitor(Client(), role), f"/sliedrecht/{page}".format(session.public_id)))
        for role, page, _ in DETAILS
    ]
    assert found == DETAILS


@pytest.mark.parametrize("rows", [FEW, MANY])
def test_the_pages_behind_links(municipality: Municipality, client: Client, rows: int) -> None:
    session = crowded(rows)
    invitation, registration = Invitation.objects.latest("pk"), Registration.objects.latest("pk")
    assert queries_of(client, invitation_path(session, invitation.parent)) == 4
    assert queries_of(client, registration_path(registration)) == 3


@pytest.mark.parametrize("mails", [FEW, 25])
def test_mails_claimed_together(municipality: Municipality, django_assert_num_queries: Any, mails: int) -> None:
    session = cast.session()
    cast.parents(mails)
    invite_batch(session=session)
    claimed, kind = claim(), registry.find(INVITATION)
    assert kind
    murl("activities:agenda")  # the slug is remembered from here on
    with django_assert_num_queries(3):
        kind.look_up(claimed)
        assert all(kind.wanted(message) and kind.build(message) for message in claimed)
    assert len(claimed) == mails


def test_the_count_sees_a_query_per_row(
    municipality: Municipality, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    planned(FEW)
    few = queries_of(client, "/sliedrecht/agenda/")
    whole = queries.agenda
    monkeypatch.setattr(queries, "agenda", lambda area: whole(area).select_related(None))
    meetings(range(2, 21))
    assert queries_of(client, "/sliedrecht/agenda/") >= few + 20
