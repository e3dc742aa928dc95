"""What is over in the tables that all municipalities share goes once each minute, not once for each of them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from portal.accounts.models import Lockout
from portal.municipalities.models import Municipality

pytestmark = pytest.mark.django_db
SHARED = ("django_session", "accounts_lockout", "portal_cache")


def asked(**options: str) -> list[str]:
    """What one tick asks of the shared tables."""
    with CaptureQueriesContext(connection) as queries:
        call_command("run_due", **options)
    return [query["sql"] for query in queries if any(table in query["sql"] for table in SHARED)]


def test_a_tick_removes_what_is_over_and_nothing_else() -> None:
    now, moment = timezone.now(), timedelta(minutes=1)
    for name, until in (("gone", now - moment), ("stays", now + moment)):
        Session.objects.create(session_key=name, session_data="", expire_date=until)
        Lockout.objects.create(key=name, tries=[now], forget_at=until)
    call_command("run_due")
    assert [one.session_key for one in Session.objects.all()] == ["stays"]
    assert [one.key for one in Lockout.objects.all()] == ["stays"]


def test_it_costs_the_same_however_many_municipalities_there_are(
    municipality: Municipality, other: Municipality
) -> None:
    assert len(asked()) == 2
    assert asked(municipality=other.code) == []
