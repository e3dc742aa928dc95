"""The Celery app of the fault tests: the portal's own, with the kinds of the tests and a clock that may be off."""

from __future__ import annotations

import os

import time_machine

from portal.celery import app

offset = float(os.environ.get("PORTAL_TEST_CLOCK_OFFSET", "0"))
if offset:
    import datetime as dt

    wrong = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=offset)
    time_machine.travel(wrong, tick=True).start()
app.conf.imports = ("tests.outbox.kinds", "tests.faults.hook")
for entry in app.conf.beat_schedule.values():
    entry["schedule"] = float(os.environ.get("PORTAL_TEST_TICK", entry["schedule"]))

__all__ = ("app",)
