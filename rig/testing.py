"""Pytest plugin: a run's own PostgreSQL, Valkey and SMTP sink; the owner makes the database, the app role tests."""

from __future__ import annotations

import atexit
import os
from collections.abc import Generator, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from rig.services import Services, run_folder
from rig.sink_client import Control, SinkProcess
from rig.testdatabase import environment, flush_by_owner, made_by_owner, worker_suffix

pytest_plugins = ("rig.browser",)
RUN = "SAMENSPEL_RUN"
running = ExitStack()
sinks: list[SinkProcess] = []


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests(early_config: pytest.Config) -> Generator[None, None, None]:
    """Start before pytest-django reads the settings, which want the addresses."""
    os.environ.setdefault("PORTAL_ENV", "test")
    if not early_config.known_args_namespace.help and not early_config.known_args_namespace.version:
        _start()
    yield


def _start() -> None:
    # Also when pytest itself gives up early.
    atexit.register(running.close)
    worker = os.environ.get("PYTEST_XDIST_WORKER", "")
    if worker:
        # Workers share the servers of the run, but not a database in them.
        address = urlsplit(os.environ["REDIS_URL"])
        os.environ["REDIS_URL"] = address._replace(path=f"/{int(worker[2:]) + 1}").geturl()
    else:
        services = running.enter_context(Services(run_folder("test"), durable=False))
        os.environ.update(services.environment, **{RUN: str(services.folder)})
    sink = SinkProcess(Path(os.environ[RUN]), name=f"sink{worker}")
    running.callback(sink.stop)
    sink.start()
    os.environ.update(EMAIL_URL=sink.email_url, OUTBOX_PROBE_URL=sink.probe_url)
    sinks.append(sink)


def pytest_unconfigure() -> None:
    running.close()


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request: pytest.FixtureRequest) -> None:
    """Give each xdist worker a database of its own name."""
    worker_suffix(request)


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: Any, django_db_modify_db_settings: None
) -> Iterator[None]:
    """Let the owner make and migrate the test database; from then on only the app role works in it."""
    with django_db_blocker.unblock(), made_by_owner(), pytest.MonkeyPatch.context() as patch:
        flush_by_owner(patch)
        yield


@pytest.fixture
def sink() -> Iterator[Control]:
    """The SMTP sink that EMAIL_URL names, empty and well-behaved before and after."""
    control = sinks[0].control
    control.reset()
    yield control
    control.reset()


@pytest.fixture
def portal_environment(transactional_db: None) -> dict[str, str]:
    """What a web server or worker of the test's own needs to work on the test database."""
    return environment()
