"""Rows P1 and R20: removing what was kept long enough is killed halfway; it goes on and takes no more than it may."""

from __future__ import annotations

import signal
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from partners.models import Contact
from portal.audit.models import AuditEntry
from portal.desk.domain.forget_over import forget_over
from portal.desk.models import KeptTerm
from portal.municipalities.models import Municipality
from portal.municipalities.spec import months_before
from rig.processes import Program, python
from tests import cast
from tests.jobs.workers import until

pytestmark = pytest.mark.django_db(transaction=True)
OVER, WITHIN = 60, 5


def contacts() -> None:
    who, by, limit = cast.parent(), cast.member("cjg"), months_before(timezone.localdate(), 12)
    days = [limit - timedelta(days=n) for n in range(OVER)] + [limit + timedelta(days=n + 1) for n in range(WITHIN)]
    Contact.objects.bulk_create(Contact(parent=who, by=by, day=day, way="met", with_agenda=False) for day in days)


def killed(municipality: Municipality, environment: dict[str, str], folder: Path) -> int:
    """Kill it in the middle; says how many were gone then."""
    contacts()
    program = Program("forget", python("-m", "tests.faults.forget_slowly", str(municipality.pk)), environment, folder)
    program.start()
    until(lambda: Contact.objects.count() < OVER + WITHIN - 3, program)
    program.kill(signal.SIGKILL, whole=True)
    program.wait(5)
    return OVER + WITHIN - Contact.objects.count()


def finish() -> None:
    while forget_over():
        pass


@pytest.mark.parametrize("later", [pytest.param(0, marks=pytest.mark.soak), 1])
def test_p01_killed_halfway_it_goes_on_the_same_day_or_the_next(
    municipality: Municipality, portal_environment: dict[str, str], tmp_path: Path, later: int, monkeypatch: Any
) -> None:
    gone = killed(municipality, portal_environment, tmp_path)
    assert 0 < gone < OVER, "control: the kill came in the middle"
    row = KeptTerm.objects.get(kind="contacts")
    assert (row.removing, row.removed, row.ran_on) == (gone, 0, None), "what is told is what is gone"
    tomorrow = timezone.localdate() + timedelta(days=later)
    monkeypatch.setattr(timezone, "localdate", lambda *_any: tomorrow)
    finish()
    row.refresh_from_db()
    # A day later one more is over.
    assert Contact.objects.count() == WITHIN - later
    assert (row.removed, row.removing, row.ran_on) == (OVER + later, 0, tomorrow)
    told = AuditEntry.objects.filter(action="retention.done").values_list("fields", flat=True)
    assert [fields for fields in told if fields[0].startswith("contacts")] == [[f"contacts:{OVER + later}"]]


def test_p01_control_a_turn_that_is_not_of_one_piece_tells_another_number(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As if the count was kept apart from the removal: killed between the two, the number is wrong for good."""
    contacts()
    KeptTerm.objects.create(kind="contacts")
    monkeypatch.setattr(KeptTerm, "save", lambda _self, **_more: None)
    forget_over()
    assert Contact.objects.count() == WITHIN
    assert KeptTerm.objects.get(kind="contacts").removed == 0
