"""The figures of meetings together are numbers of parents, and its steps are about the same parents."""

from __future__ import annotations

import pytest

from activities.domain.log_attendance import log_attendance
from activities.domain.register import cancel
from activities.models import Invitation, Session
from activities.queries import Reach, reach
from partners.models import Parent
from tests import cast

pytestmark = pytest.mark.usefixtures("municipality")


def come(parent: Parent, *sessions: Session) -> None:
    """Sign up for these meetings and be there."""
    for one in sessions:
        made = cast.registration(one, parent)
        log_attendance(session=cast.day_comes(one), came={made.pk: True}, heads={})


def test_a_parent_who_comes_to_eight_meetings_is_one_parent() -> None:
    meetings, parent = [cast.session() for _ in range(8)], cast.parent()
    for one in meetings:
        Invitation.objects.create(session=one, parent=parent)
    come(parent, *meetings)
    assert reach(meetings) == Reach(1, 1, 1, others_signed_up=0, others_came=0, without_name=0, children=0)


def test_who_came_without_an_invitation_stands_apart() -> None:
    first, second = cast.session(), cast.session()
    asked, quiet, neighbour, shy = cast.parents(4)
    for parent in (asked, quiet):
        Invitation.objects.create(session=first, parent=parent)
    come(asked, second)  # asked for one meeting, came to another
    come(neighbour, first, second)
    cast.registration(second, shy)
    found = reach(Session.objects.all())
    assert found == Reach(2, 1, 1, others_signed_up=2, others_came=1, without_name=0, children=0)
    assert (found.all_signed_up, found.all_came, found.counted) == (3, 2, 2)


def test_who_cancelled_is_not_signed_up() -> None:
    made = cast.registration(cast.session())
    Invitation.objects.create(session=made.session, parent=made.parent)
    cancel(registration=made)
    assert reach([made.session]) == Reach(1, 0, 0, others_signed_up=0, others_came=0, without_name=0, children=0)


def test_invitations_to_other_meetings_do_not_count() -> None:
    made, elsewhere = cast.registration(cast.session()), cast.session()
    Invitation.objects.create(session=elsewhere, parent=made.parent)
    assert reach([made.session]) == Reach(0, 0, 0, others_signed_up=1, others_came=0, without_name=0, children=0)
