"""A worker is killed in the middle of a job: another goes on where it was, and nothing is done twice."""

from __future__ import annotations

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models.functions import Now

from portal.files.models import File
from portal.jobs.domain.requeue import requeue_lost
from portal.jobs.domain.start import start
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from rig.place import ROOT
from rig.processes import Program, python
from rig.testdatabase import environment
from tests.jobs import in_worker
from tests.jobs.workers import until, working

pytestmark = pytest.mark.django_db(transaction=True)
State = Job.State


@pytest.fixture(scope="module")
def program(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Program]:
    """One worker for the tests that kill no more than one of its processes."""
    with working(environment(), tmp_path_factory.mktemp("worker")) as started:
        until(lambda: "ready" in started.log.read_text(), started)
        yield started


def job_now(job: Job) -> Job:
    return Job.objects.get(pk=job.pk)


def let_the_lease_end() -> None:
    """The clock moves by shifting the columns that are due."""
    Job.objects.update(lease_until=Now() - timedelta(seconds=1), rung_at=Now() - timedelta(minutes=3))


def rows() -> Counter[str]:
    return Counter(File.objects.values_list("name", flat=True))


def test_a_killed_worker_is_succeeded(
    municipality: Municipality, portal_environment: dict[str, str], tmp_path: Path
) -> None:
    job = start("test.copy", params={"pause": 0.1}, started_by=1)
    with working(portal_environment, tmp_path, number=1) as first:
        until(lambda: job_now(job).progress_done > 5, first)
        first.kill(signal.SIGKILL, whole=True)
        first.wait(5)
    stopped_at = job_now(job).progress_done
    assert (job_now(job).state, stopped_at < in_worker.TOTAL) == (State.RUNNING, True)
    with working(portal_environment, tmp_path, number=2) as second:
        until(lambda: "ready" in second.log.read_text(), second)
        assert requeue_lost() == 0, "its lease has not ended"
        assert job_now(job).progress_done == stopped_at, "control: without the sweep nobody takes it over"
        let_the_lease_end()
        assert requeue_lost() == 1
        until(lambda: job_now(job).state == State.DONE, second)
    assert job_now(job).attempts == 2
    assert set(rows().values()) == {1}
    assert len(rows()) == in_worker.TOTAL


@pytest.mark.parametrize(("kind", "copies"), [("test.copy", 1), ("test.copy_without_batches", 2)])
def test_between_the_work_and_its_progress(
    municipality: Municipality, program: Program, tmp_path: Path, kind: str, copies: int
) -> None:
    """A batch is done once also when its process dies inside it; the control without batches does it twice."""
    params: dict[str, Any] = {"die_at": 7, "marker": str(tmp_path / "died")}
    job = start(kind, params=params, started_by=1)
    until(lambda: (tmp_path / "died").exists() and job_now(job).progress_done == 7, program)
    let_the_lease_end()
    assert requeue_lost() == 1
    until(lambda: job_now(job).state == State.DONE, program)
    assert rows()["row 7"] == copies
    assert len(rows()) == in_worker.TOTAL


def test_a_bell_that_redis_lost_is_rung_by_the_sweep(
    municipality: Municipality, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("portal.jobs.domain.bell.TASK", "nowhere.at.all")
    job = start("test.copy", params={}, started_by=1)
    monkeypatch.undo()
    assert job_now(job).state == State.QUEUED
    Job.objects.update(rung_at=Now() - timedelta(minutes=3))
    assert requeue_lost() == 1
    until(lambda: job_now(job).state == State.DONE, program)


START = """
import django
django.setup()
from portal.jobs import registry
from portal.jobs.domain.start import start
from portal.municipalities.tenant import use
registry.register("test.nothing", lambda job: {})
with use(%d):
    for _ in range(3):
        start("test.nothing", params={}, started_by=1)
"""


def test_starting_does_not_wait_for_a_redis_that_is_down(
    municipality: Municipality, portal_environment: dict[str, str]
) -> None:
    away = {**os.environ, **portal_environment, "REDIS_URL": "redis://127.0.0.1:1/0"}
    away["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    command = python("-c", START % municipality.pk)
    done = subprocess.run(  # noqa: S603 - our own lines above
        command, cwd=ROOT, env=away, capture_output=True, text=True, timeout=90, check=True
    )
    assert done.stderr.count("could not be rung") == 1, "it was tried again"
    assert Job.objects.filter(state=State.QUEUED).count() == 3
