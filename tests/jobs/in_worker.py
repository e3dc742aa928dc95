"""What the workers of the tests can do besides their own work: loaded by `celery worker -I tests.jobs.in_worker`."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from celery import current_app

from portal.files.domain.keep import keep
from portal.jobs import registry
from portal.jobs.registry import Running
from portal.jobs.tenancy import system_task, tenant_task
from portal.municipalities import tenant

TOTAL = 30


def copy(job: Running) -> Mapping[str, Any]:
    """Keep TOTAL files, each in a batch with its progress."""
    for number in range(job.done, TOTAL):
        with job.batch():
            _one(job, number)
    return {"copied": TOTAL}


def copy_without_batches(job: Running) -> Mapping[str, Any]:
    """The same, but what was done and how far it is are two transactions."""
    for number in range(job.done, TOTAL):
        _one(job, number)
    return {"copied": TOTAL}


def _one(job: Running, number: int) -> None:
    keep(f"row {number}", b"x", media_type="text/plain", days=1)
    if number == job.params.get("die_at"):
        _die_once(Path(job.params["marker"]))
    job.progress(number + 1, TOTAL)
    time.sleep(job.params.get("pause", 0))


def _die_once(marker: Path) -> None:
    if not marker.exists():
        marker.touch()
        os.kill(os.getpid(), signal.SIGKILL)


registry.register("test.copy", copy)
registry.register("test.copy_without_batches", copy_without_batches)


@current_app.task
def careless(path: str) -> None:
    """Says nothing about municipalities."""
    Path(path).touch()


@system_task
def unlisted(path: str) -> None:
    """Claims all municipalities, but stands in no list."""
    Path(path).touch()


@tenant_task
def good(municipality_id: int, path: str) -> None:
    """Works for one municipality, and says for which."""
    Path(path).write_text(f"{municipality_id} {tenant.active_id()}")
