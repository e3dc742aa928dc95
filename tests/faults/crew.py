"""Worker processes that a fault test starts, kills and counts; the clock moves by shifting due columns."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil
import redis
from celery import current_app
from django.conf import settings
from django.db import connection
from django.db.models.functions import Now

from portal.municipalities import tenant
from portal.outbox.domain import bell
from portal.outbox.models import Message
from rig.processes import Program, python
from rig.testing import RUN

SIZE = 4
SHIFT = """UPDATE outbox_message SET next_at = next_at - make_interval(secs => %(seconds)s),
  lease_until = lease_until - make_interval(secs => %(seconds)s)
  WHERE municipality_id = %(municipality)s AND state IN ('queued', 'claimed', 'submitting')"""


class Crew:
    """Celery masters with some processes each, on the test's database, Valkey and sink."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.masters: list[Program] = []
        self.beats: list[Program] = []
        self.size = 0
        self.kills = 0
        self.bells = redis.Redis.from_url(settings.REDIS_URL)
        self.bells.flushdb()

    def start(self, size: int = SIZE, **environment: str) -> Program:
        """Start a master with so many processes and wait until they are there."""
        name = f"crew{len(self.masters)}-{time.monotonic_ns()}"
        options = ["-Q", "default", "-c", str(size), "-n", f"{name}@%h", "--without-gossip", "--without-mingle"]
        command = python("-m", "celery", "-A", "tests.faults.worker:app", "--quiet", "worker", *options, "-l", "INFO")
        master = Program(name, command, {**self.environment, **environment}, Path(os.environ[RUN]))
        master.start()
        self.masters.append(master)
        self.size += size
        self.wait_for(lambda: len(self.hands(master)) >= size, 90)
        return master

    def start_beat(self, every: float, **environment: str) -> Program:
        """Start a scheduler whose minute lasts so many seconds."""
        folder = Path(os.environ[RUN])
        name = f"beat-{time.monotonic_ns()}"
        command = python("-m", "celery", "-A", "tests.faults.worker:app", "--quiet", "beat")
        options = ["-s", str(folder / name), "--pidfile=", "-l", "INFO"]
        settings_of_beat = {**self.environment, **environment, "PORTAL_TEST_TICK": str(every)}
        beat = Program(name, [*command, *options], settings_of_beat, folder)
        beat.start()
        self.beats.append(beat)
        return beat

    def stop(self) -> None:
        for master in (*self.beats, *self.masters):
            master.kill(signal.SIGKILL, whole=True)
            master.wait(5)

    def hands(self, master: Program | None = None) -> list[int]:
        """The living processes that do the work."""
        found: list[int] = []
        for one in [master] if master else self.masters:
            with suppress(psutil.Error):
                children = psutil.Process(one.pid).children()
                found += [child.pid for child in children if child.status() != psutil.STATUS_ZOMBIE]
        return found

    def kill_one(self) -> bool:
        """SIGKILL a random process in the middle of whatever it does; not while another is still being replaced."""
        hands = self.hands()
        if len(hands) < self.size:
            return False
        with suppress(ProcessLookupError):
            os.kill(random.choice(hands), signal.SIGKILL)  # noqa: S311 - chance, not a secret
            self.kills += 1
        return True

    def ring(self) -> None:
        """Ask for delivery in the municipality in use."""
        bell.ring(tenant.require())

    def tick(self) -> None:
        """What beat does each minute."""
        current_app.send_task("portal.outbox.tasks.tick", queue="default", retry=False)

    def wait_for(self, true: Callable[[], bool], patience: float) -> None:
        deadline = time.monotonic() + patience
        while not true():
            if time.monotonic() > deadline:
                raise AssertionError(f"waited {patience} s in vain; {states()}")
            time.sleep(0.05)

    def wait_until_quiet(self, patience: float = 60, still: float = 1.0) -> None:
        """Wait until no bell waits and nothing has changed for a moment."""
        deadline, seen, since = time.monotonic() + patience, Counter[str](), time.monotonic()
        while time.monotonic() - since < still:
            now = states()
            if now != seen or self.bells.llen("default"):
                seen, since = now, time.monotonic()
            if time.monotonic() > deadline:
                raise AssertionError(f"not quiet after {patience} s; {now}")
            time.sleep(0.1)


def states() -> Counter[str]:
    """How many messages stand in each state."""
    return Counter(Message.objects.filter(municipality=tenant.require()).values_list("state", flat=True))


def open_messages() -> int:
    """How many are not at their end yet."""
    return Message.objects.filter(state__in=("queued", "claimed", "submitting")).count()


def due() -> bool:
    """Is anything left that a worker could begin with now?"""
    return Message.objects.filter(state="queued", held=False, next_at__lte=Now()).exists()


def shift(seconds: int) -> None:
    """Let the database think that so much time went by."""
    values: dict[str, Any] = {"municipality": tenant.require(), "seconds": seconds}
    with connection.cursor() as cursor:
        cursor.execute(SHIFT, values)
