"""A list of 50,000 rows of each kind, read in by `import_sheet` in a process of its own: how long, how much memory."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, time, timedelta
from pathlib import Path
from time import monotonic, sleep

import django
import psutil

from bench._measure import finish, say
from rig.place import ROOT
from rig.processes import manage

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
django.setup()

from django.utils import timezone  # noqa: E402 - Django is set up first

from activities.models import Series, Session  # noqa: E402 - the same
from activities.spec import instant  # noqa: E402 - the same
from portal.municipalities import tenant  # noqa: E402 - the same
from portal.municipalities.queries import municipality_by_slug  # noqa: E402 - the same

TOWN, CODE, READER = "sliedrecht", "GM0610", "lijsten@sliedrecht.example"
ROLES = ("cjg", "policy_officer")
ROWS = 49_999  # with the header 50,000
SECONDS, MEGABYTES = 60.0, 300.0
SERIES, DAYS = "Koffie van de meting", 50
START, END = time(9), time(11)
EVERY = 0.02


def parents(rows: int) -> Iterator[str]:
    """Different parents, as a school saves them."""
    yield "Naam;E-mail;Mobiel;Postcode;Taal;Toestemming"
    for n in range(rows):
        yield f"Ouder Nummer {n};ouder{n}@meting.example;06{n:08};{3361 + n % 4} AB;Nederlands;ja"


def events(rows: int) -> Iterator[str]:
    """Meetings on two hundred days, many at one time."""
    yield "Datum;Van;Tot;Activiteit;Locatie;Voor wie;Max. aantal"
    first = timezone.localdate() + timedelta(days=400)
    for n in range(rows):
        day = first + timedelta(days=n % 200)
        yield f"{day:%d-%m-%Y};{9 + n % 9}.30 uur;{10 + n % 9}.30;Avond {n // 200};De Hoek;ouders;max {8 + n % 30}"


def attendance(rows: int) -> Iterator[str]:
    """A row for each visit, on fifty days."""
    yield "Datum;Naam;Aanwezig"
    for n in range(rows):
        yield f"{_day(n % DAYS):%d-%m-%Y};Bezoeker Nummer {n // DAYS};{'ja' if n % 3 else 'nee'}"


def figures(rows: int) -> Iterator[str]:
    """A row for each figure, of two hundred questions."""
    yield "Onderwerp;Vraag;Leeftijd;Gebied;Jaar;Percentage;Aantal antwoorden"
    for n in range(rows):
        yield f"Onderwerp {n % 12};Vraag {n % 200};{n // 200 % 5 + 12};Buurt {n // 1000};2026;{n % 100}%;{5 + n % 900}"


KINDS = {"parents": parents, "events": events, "attendance": attendance, "figures": figures}


def _day(number: int) -> date:
    return timezone.localdate() - timedelta(days=DAYS - number)


def main() -> None:
    """Measure each kind, print, and exit with 1 when a limit is missed."""
    for role in ROLES:
        let_in = manage("add_person", "--municipality", CODE, "--role", role, READER, "Meting")
        subprocess.run(let_in, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    _meetings()
    folder = Path(os.environ["SAMENSPEL_RUN"])
    checks: dict[str, bool] = {}
    for kind, lines in KINDS.items():
        _seconds, base, _said = _read_in(kind, _written(folder, kind, lines(1)))
        seconds, most, said = _read_in(kind, _written(folder, kind, lines(ROWS)))
        above = (most - base) / 1024**2
        say(f"lists.{kind}.seconds", seconds, "s for 50,000 rows", limit=SECONDS, counts=said)
        say(
            f"lists.{kind}.memory", above, "MB above a list of one row", limit=MEGABYTES, whole_mb=round(most / 1024**2)
        )
        checks |= {f"lists.{kind}.seconds": seconds < SECONDS, f"lists.{kind}.memory": above < MEGABYTES}
    finish(checks)


def _meetings() -> None:
    """The meetings that people came to: one on each of the fifty days before today."""
    town = municipality_by_slug(TOWN)
    assert town, "demo_data comes first"
    with tenant.use(town):
        series = Series.objects.create(title=SERIES, location="De Hoek")
        for number in range(DAYS):
            day = _day(number)
            at = {"starts_at": instant(day, START), "ends_at": instant(day, END)}
            Session.objects.create(series=series, local_date=day, local_start=START, local_end=END, **at)


def _written(folder: Path, kind: str, lines: Iterator[str]) -> Path:
    file = folder / f"{kind}.csv"
    file.write_text("\r\n".join(lines) + "\r\n")
    return file


def _read_in(kind: str, file: Path) -> tuple[float, int, dict[str, int]]:
    """Seconds, the most memory of the process in bytes, and what it said."""
    who = ("--municipality", CODE, "--as", READER)
    command = manage("import_sheet", "--kind", kind, *who, "--series", SERIES, str(file))
    begun, most = monotonic(), 0
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE) as process:  # noqa: S603 - our own command
        watched = psutil.Process(process.pid)
        while process.poll() is None:
            with suppress(psutil.Error):
                most = max(most, watched.memory_info().rss)
            sleep(EVERY)
        said = process.stdout.read() if process.stdout else b""
    if process.returncode:
        raise SystemExit(f"import_sheet --kind {kind} ended with {process.returncode}")
    return monotonic() - begun, most, json.loads(said)


if __name__ == "__main__":
    main()
