"""Pytest plugin, loaded first: a run's own PostgreSQL, Valkey and SMTP sink."""

from __future__ import annotations

import atexit
import os
import signal
from collections.abc import Generator
from contextlib import ExitStack
from pathlib import Path
from types import FrameType
from urllib.parse import urlsplit

import pytest

from rig.services import Services, run_folder
from rig.sink_client import SinkProcess

RUN = "SAMENSPEL_RUN"
# What a run sets for itself.
GIVEN = ("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "EMAIL_URL", "OUTBOX_PROBE_URL", "PORTAL_ENV", RUN)
main_process = os.getpid()
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
        signal.signal(signal.SIGTERM, _stop)
        services = running.enter_context(Services(run_folder("test"), durable=False))
        os.environ.update(services.environment, **{RUN: str(services.folder)})
    sink = SinkProcess(Path(os.environ[RUN]), name=f"sink{worker}")
    running.callback(sink.stop)
    sink.start()
    os.environ.update(EMAIL_URL=sink.email_url, OUTBOX_PROBE_URL=sink.probe_url)
    sinks.append(sink)


def _stop(number: int, _frame: FrameType | None) -> None:
    """Let pytest end in order when it is told to; a fork of it just ends."""
    if os.getpid() == main_process:
        raise KeyboardInterrupt
    signal.signal(number, signal.SIG_DFL)
    signal.raise_signal(number)


def pytest_unconfigure() -> None:
    running.close()
