"""A round of invitations, asked for as staff does and sent by real workers, against bare SMTP to the same sink."""

from __future__ import annotations

import os
import statistics
import time
from datetime import time as clock
from datetime import timedelta
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import django
import psutil

from bench import _bare_smtp
from bench._measure import PAIRS, alternate, cpu_seconds, finish, say, server_seconds
from rig.processes import Program, worker
from rig.sink_client import Control

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.db import connection  # noqa: E402 - Django is set up first
from django.utils import timezone  # noqa: E402 - idem

from activities.domain.lay_series import Times, lay_series  # noqa: E402 - idem
from activities.domain.start_inviting import start_inviting  # noqa: E402 - idem
from activities.models import Series, Session  # noqa: E402 - idem
from activities.queries import to_invite  # noqa: E402 - idem
from portal.accounts.models import User  # noqa: E402 - idem
from portal.municipalities import tenant  # noqa: E402 - idem
from portal.municipalities.queries import municipality_by_slug  # noqa: E402 - idem
from portal.outbox.models import Message  # noqa: E402 - idem

TOWN = "amsterdam"
AT_LEAST = 2_000
PROCESSES = 4
PATIENCE = 300.0
SHARE_OF_BARE = 0.20
MS_PER_MAIL = 4.0
TEXT = "Wij drinken koffie met andere ouders uit de buurt.\n\nKomt u ook? Uw kinderen zijn welkom."
STORY = "Andere ouders ontmoeten, met koffie en thee. U hoeft niets voor te bereiden."


class Round:
    """One town, its workers and the sink; each run is a new meeting for which everyone is invited."""

    def __init__(self) -> None:
        self.sink = Control(urlsplit(os.environ["OUTBOX_PROBE_URL"]).port or 0)
        self.smtp = urlsplit(os.environ["EMAIL_URL"])
        self.workers: Program = worker("default", {}, Path(os.environ["SAMENSPEL_RUN"]), size=PROCESSES)
        self.who = User.objects.create_user(f"bench{time.time_ns()}@samenspel.example", name="Bench").pk
        self.days = count(30)
        self.mails = 0
        self.body = b""
        self.cpu: list[float] = []
        self.apart = {"postgres": _postgres(), "sink": _sink()}
        self.cpu_apart: dict[str, list[float]] = {name: [] for name in self.apart}

    def meeting(self) -> Session:
        """A new meeting in its own series."""
        day = timezone.localdate() + timedelta(days=next(self.days))
        series = Series(title="Koffieochtend", location="Buurthuis Het Voorbeeld", summary=STORY, invitation=TEXT)
        return lay_series(series=series, times=Times((day,), clock(9, 30), clock(11)), places=20).sessions.get()

    def invite(self) -> float:
        """Mails a second from the click to the last one in the sink; keeps the CPU that each cost."""
        session = self.meeting()
        self.mails = to_invite(session).count()
        self.sink.reset()
        before, started = cpu_seconds([self.workers.pid]), time.monotonic()
        others = {name: server_seconds(pid) for name, pid in self.apart.items()}
        start_inviting(session=session, areas=(), started_by=self.who)
        while self.sink.count() < self.mails:
            assert time.monotonic() < started + PATIENCE, f"{self.sink.count()} of {self.mails} came"
            time.sleep(0.05)
        rate = self.mails / (time.monotonic() - started)
        self.settle(session)
        self.cpu.append((cpu_seconds([self.workers.pid]) - before) * 1000 / self.mails)
        for name, pid in self.apart.items():
            self.cpu_apart[name].append((server_seconds(pid) - others[name]) * 1000 / self.mails)
        self.body = self.body or self.sink.body(1)
        return rate

    def settle(self, session: Session) -> None:
        """Wait until every message is known as sent, once; what that costs counts too."""
        deadline = time.monotonic() + PATIENCE
        mine = Message.objects.filter(subject_id=session.pk, subject_kind="activities.session")
        while mine.filter(state=Message.State.SENT).count() < self.mails:
            assert time.monotonic() < deadline, "not every message is marked as sent"
            time.sleep(0.1)
        assert self.sink.distinct() == self.sink.count() == self.mails

    def bare(self) -> float:
        """Mails a second of the limit, for as many mails of the same size."""
        self.sink.reset()
        rate = _bare_smtp.send(self.smtp.hostname or "", self.smtp.port or 25, self.body, self.mails)
        assert self.sink.count() == self.mails
        return rate


def _postgres() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        return psutil.Process(cursor.fetchone()[0]).ppid()


def _sink() -> int:
    mine = str(Path(os.environ["SAMENSPEL_RUN"]))
    lines = ((process.pid, " ".join(process.info["cmdline"] or ())) for process in psutil.process_iter(["cmdline"]))
    return next(pid for pid, line in lines if "rig.sink" in line and mine in line)


def main() -> None:
    """Measure, print, and exit with 1 when a limit is missed."""
    town = municipality_by_slug(TOWN)
    assert town, "demo_data comes first"
    with tenant.use(town):
        run = Round()
        run.workers.start()
        try:
            run.invite()  # warms up, and gives the bare run its message
            assert run.mails >= AT_LEAST, f"only {run.mails} parents to invite"
            for found in (run.cpu, *run.cpu_apart.values()):
                found.clear()
            pairs = alternate(run.invite, run.bare)
        finally:
            run.workers.stop()
    rates = {
        "ours_per_s": [round(one) for one in pairs.ours], "bare_per_s": [round(one) for one in pairs.limit],
    }  # fmt: skip
    facts = {"pairs": PAIRS, "mails": run.mails, "bytes": len(run.body), "processes": PROCESSES}
    say("invitations.rate", pairs.ratio, "of bare SMTP", limit=SHARE_OF_BARE, spread=pairs.spread, **rates, **facts)
    cpu = statistics.median(run.cpu)
    apart = {f"{name}_ms": round(statistics.median(found), 2) for name, found in run.cpu_apart.items()}
    each = {"spread": [round(min(run.cpu), 2), round(max(run.cpu), 2)], **apart, **facts}
    say("invitations.cpu_per_mail", cpu, "ms of web and worker", limit=MS_PER_MAIL, **each)
    finish({"invitations.rate": pairs.ratio >= SHARE_OF_BARE, "invitations.cpu_per_mail": cpu <= MS_PER_MAIL})


if __name__ == "__main__":
    main()
