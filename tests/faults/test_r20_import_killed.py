"""R20: a worker is killed in the middle of a list: another goes on, nobody is stored or counted twice."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from partners.domain.start_import import start_import
from partners.models import Consent, Parent, SheetImport
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from tests.jobs.test_kill import let_the_lease_end
from tests.jobs.workers import until, working
from tests.partners.lists import counts, many, taken

pytestmark = pytest.mark.django_db(transaction=True)


def killed(municipality: Municipality, environment: dict[str, str], folder: Path, rows: int, kills: int) -> SheetImport:
    """Read a list in with workers that are killed; says what became of it."""
    from portal.jobs.domain.requeue import requeue_lost

    found = taken(many(rows))
    job = start_import(sheet_import=found, started_by=1)
    for number in range(1, kills + 1):
        with working(environment, folder, queue="heavy", number=number) as program:
            before = _done(found)
            until(lambda before=before: _done(found) > before, program)  # type: ignore[misc]  # bound at once
            program.kill(signal.SIGKILL, whole=True)
            program.wait(5)
        # The progress page tells the truth: what it says is stored.
        done = _done(found)
        assert Parent.objects.count() == done == Job.objects.get(pk=job.pk).progress_done
        assert done < rows, "control: the kill came before the end"
        let_the_lease_end()
        requeue_lost()
    with working(environment, folder, queue="heavy", number=kills + 1) as program:
        until(lambda: Job.objects.get(pk=job.pk).state == Job.State.DONE, program, seconds=600)
    found.refresh_from_db()
    return found


def _done(found: SheetImport) -> int:
    return SheetImport.objects.values_list("done", flat=True).get(pk=found.pk)


def test_a_killed_import_goes_on(
    municipality: Municipality, portal_environment: dict[str, str], tmp_path: Path
) -> None:
    found = killed(municipality, portal_environment, tmp_path, rows=8_000, kills=1)
    assert counts(found) == (8_000, 0, 0, 0)
    assert Parent.objects.count() == Consent.objects.count() == 8_000


@pytest.mark.soak
def test_a_killed_import_of_50_000_rows_goes_on(
    municipality: Municipality, portal_environment: dict[str, str], tmp_path: Path
) -> None:
    found = killed(municipality, portal_environment, tmp_path, rows=49_999, kills=2)
    assert counts(found) == (49_999, 0, 0, 0)
    assert Parent.objects.count() == Consent.objects.count() == 49_999
