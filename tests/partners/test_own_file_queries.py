"""The file of a parent asks as many questions for a long life as for a short one."""

from __future__ import annotations

import uuid
from collections import Counter
from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.models import Invitation, Registration
from partners.domain.own_file import own_file
from partners.models import Consent, Contact, MergedInto, Parent, Promise, TwoPeople
from partners.queries import to_read
from partners.registry import parts_about
from portal.municipalities.models import Municipality
from tests import cast


def live(parent: Parent, days: range) -> None:
    """A day of everything that is kept."""
    by, school = cast.member("cjg"), cast.organisation()
    said: dict[str, Any] = {"given": True, "basis": "parent", "text_version": "x", "source": "x"}
    for number in days:
        day = timezone.localdate() - timedelta(days=number)
        Contact.objects.create(parent=parent, organisation=school, by=by, day=day, way="met", with_agenda=False)
        promised: dict[str, Any] = {"what": "bellen", "by": by, "due": day, "form_key": uuid.uuid4()}
        Promise.objects.create(parent=parent, organisation=school, **promised)
        MergedInto.objects.create(old=uuid.uuid4(), kept=parent)
        TwoPeople.objects.create(one=parent, other=cast.parent())
        Consent.objects.create(parent=parent, purpose="invitations", **said)
        session = cast.session()
        Invitation.objects.create(session=session, parent=parent)
        Registration.objects.create(session=session, parent=parent, adults=1, form_key=uuid.uuid4())


def asked(parent: Parent) -> int:
    with CaptureQueriesContext(connection) as queries:
        own_file(parent=parent)
    return len(queries)


def test_a_long_life_asks_no_more_than_a_short_one(municipality: Municipality) -> None:
    parent = cast.parent("Anna Vrolijk")
    live(parent, range(1))
    own_file(parent=parent)  # fills what a process remembers
    short = asked(parent)
    live(parent, range(1, 20))
    assert asked(parent) == short


def test_each_part_is_asked_for_once(municipality: Municipality) -> None:
    parent = cast.parent("Anna Vrolijk")
    live(parent, range(2))
    own_file(parent=parent)
    with CaptureQueriesContext(connection) as queries:
        own_file(parent=parent)
    reads = [query["sql"] for query in queries if "SELECT" in query["sql"] and "FROM" in query["sql"]]
    assert [sql for sql, times in Counter(reads).items() if times > 1] == []


def test_control_parts_that_are_made_anew_are_asked_for_anew(municipality: Municipality) -> None:
    parent = cast.parent("Anna Vrolijk")
    with CaptureQueriesContext(connection) as queries:
        for _ in range(2):
            to_read(parts_about(parent))
    assert max(Counter(query["sql"] for query in queries).values()) > 1
