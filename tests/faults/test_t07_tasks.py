"""T7: a task that is neither a tenant task with a municipality nor a listed system task refuses to run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from celery import current_app

from portal.jobs.tenancy import SYSTEM_TASKS, Declared
from portal.municipalities.models import Municipality
from tests.jobs.workers import until, working

OURS = ("portal.", "partners.", "activities.", "programmes.")


def own_tasks() -> dict[str, Any]:
    current_app.loader.import_default_modules()
    return {name: task for name, task in current_app.tasks.items() if name.startswith(OURS)}


def test_every_task_of_the_portal_is_declared_and_every_listed_one_is_there() -> None:
    tasks = own_tasks()
    assert len(tasks) >= 2
    assert all(isinstance(task, Declared) for task in tasks.values())
    assert {name for name, task in tasks.items() if task.scope == "system"} == SYSTEM_TASKS
    assert all(task.scope in {"tenant", "system"} for task in tasks.values())


@pytest.mark.django_db(transaction=True)
def test_a_worker_refuses_what_is_not_declared(
    municipality: Municipality, portal_environment: dict[str, str], tmp_path: Path
) -> None:
    def send(name: str, *arguments: Any) -> None:
        current_app.send_task(f"tests.jobs.in_worker.{name}", args=list(arguments), queue="default")

    with working(portal_environment, tmp_path) as program:
        send("careless", str(tmp_path / "careless"))
        send("unlisted", str(tmp_path / "unlisted"))
        send("good", "GM0610", str(tmp_path / "without"))
        send("good", None, str(tmp_path / "without"))
        # The control: declared and with its municipality, the same work is done.
        send("good", municipality.pk, str(tmp_path / "good"))
        until((tmp_path / "good").exists, program)
        until(lambda: program.log.read_text().count("needs a municipality") >= 2, program)
    assert (tmp_path / "good").read_text() == f"{municipality.pk} {municipality.pk}"
    assert not any((tmp_path / name).exists() for name in ("careless", "unlisted", "without"))
    log = program.log.read_text()
    assert "careless is neither" in log
    assert "unlisted is neither" in log
