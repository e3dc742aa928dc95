"""R20: a worker is killed in the middle of a list of meetings, of who came or of figures: another goes on, once."""

from __future__ import annotations

import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, time, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from activities.domain.start_list import start_list
from activities.domain.take_list import take_list
from activities.models import Capacity, HeadCount, ListKind, MeetingList, Series, Session
from activities.spec import instant
from portal.jobs.domain.requeue import requeue_lost
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from programmes.domain.start_figures import start_figures
from programmes.domain.take_figures import take_figures
from programmes.models import Figure, FigureList
from tests.jobs.test_kill import let_the_lease_end
from tests.jobs.workers import until, working

pytestmark = pytest.mark.django_db(transaction=True)
Found = MeetingList | FigureList


@dataclass(frozen=True)
class Kind:
    """How a list of so many rows is started, how much it holds, and how many rows of the database it leaves."""

    start: Callable[[int], tuple[Found, Job]]
    left: Callable[[], list[int]]
    small: int
    full: int


def meetings(rows: int) -> tuple[Found, Job]:
    first = timezone.localdate() + timedelta(days=400)
    lines = [f"{first + timedelta(days=n % 300):%d-%m-%Y};9.30;Avond {n // 300};De Hoek" for n in range(rows)]
    return _listed(ListKind.MEETINGS, ["Datum;Tijd;Titel;Plaats", *lines])


def came(rows: int) -> tuple[Found, Job]:
    series = Series.objects.create(title="Koffie", location="De Hoek")
    days = [timezone.localdate() - timedelta(days=n + 1) for n in range(rows)]
    Session.objects.bulk_create(_met(series, day) for day in days)
    return _listed(ListKind.CAME, ["Datum;Naam;Aanwezig", *(f"{day:%d-%m-%Y};zonder naam;7" for day in days)], series)


def _met(series: Series, day: date) -> Session:
    wall = {"local_date": day, "local_start": time(9), "local_end": time(11)}
    return Session(series=series, starts_at=instant(day, time(9)), ends_at=instant(day, time(11)), **wall)


def _listed(kind: ListKind, lines: list[str], series: Series | None = None) -> tuple[Found, Job]:
    content = "\r\n".join(lines).encode()
    found = take_list(kind=kind, name="a.csv", content=content, media_type="", origin="De Brug", series=series)
    return found, start_list(found=found, started_by=1)


def figures(rows: int) -> tuple[Found, Job]:
    lines = ["Vraag;Gebied;Jaar;Percentage;n", *(f"Vraag {n};Hier;2026;{n % 100}%;50" for n in range(rows))]
    found = take_figures(name="a.csv", content="\r\n".join(lines).encode(), media_type="", origin="De GGD")
    return found, start_figures(found=found, started_by=1)


KINDS = {
    "meetings": Kind(meetings, lambda: [Session.objects.count(), Capacity.objects.count()], 3_000, 49_999),
    "came": Kind(came, lambda: [HeadCount.objects.count()], 300, 5_000),
    "figures": Kind(figures, lambda: [Figure.objects.count()], 12_000, 49_999),
}
# Figures go as meetings do: to be killed twice at full size is enough.
SIZES = [
    *(pytest.param(name, KINDS[name].small, 1, id=name) for name in ("meetings", "came")),
    *(pytest.param(name, kind.full, 2, id=f"{name} in full", marks=pytest.mark.soak) for name, kind in KINDS.items()),
]


def done(found: Found) -> int:
    return int(type(found).objects.values_list("done", flat=True).get(pk=found.pk))


@pytest.mark.parametrize(("name", "rows", "kills"), SIZES)
def test_r20_a_killed_list_goes_on(
    municipality: Municipality, portal_environment: dict[str, str], tmp_path: Path, name: str, rows: int, kills: int
) -> None:
    kind = KINDS[name]
    found, job = kind.start(rows)
    for number in range(1, kills + 1):
        with working(portal_environment, tmp_path, queue="heavy", number=number) as program:
            before = done(found)
            until(lambda before=before: done(found) > before, program)  # type: ignore[misc]  # bound at once
            program.kill(signal.SIGKILL, whole=True)
            program.wait(5)
        stands = done(found)
        # The progress page tells the truth: what it says is stored.
        assert set(kind.left()) == {stands} == {Job.objects.get(pk=job.pk).progress_done}
        assert stands < rows, "control: the kill came before the end"
        let_the_lease_end()
        requeue_lost()
    with working(portal_environment, tmp_path, queue="heavy", number=kills + 1) as program:
        until(lambda: Job.objects.get(pk=job.pk).state == Job.State.DONE, program, seconds=600)
    assert set(kind.left()) == {rows}
    counted: Any = type(found).objects.annotate(n=F("created") + F("skipped") + F("refused")).get(pk=found.pk)
    assert (counted.created, counted.n, counted.done) == (rows, rows, rows)
