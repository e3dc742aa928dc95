"""Lists made from a seed: first what they tell, then written as untidily as chance has it. The reader knows neither."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta
from random import Random
from typing import Any

from tests.activities.nasty_files import ARABIC, EMOJI, NBSP, old_mac, wide
from tests.activities.sheet_files import Rows, book, text

WORDS = [
    "Koffie",
    "Praten over pubers",
    "Sa\u011fl\u0131k",
    "Ontmoeten & eten",
    "Caf\u00e9 voor vaders",
    ARABIC,
    "Zo\u00eb zingt",
]
NAMES = ["Anna", "Zo\u00eb", ARABIC, "\u00c7i\u011fdem"]
WEEKDAYS = ["maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"]
MONTHS = ["januari", "feb.", "maart", "apr", "mei", "juni", "juli", "aug", "september", "okt", "nov.", "december"]
ABOVE: list[list[str]] = [["Programma"], [], ["Afgedrukt door de administratie"], []]


@dataclass(frozen=True)
class Written:
    """A file, and for each line of the list the number of its row."""

    content: bytes
    rows: Sequence[int]


def write(chance: Random, head: Sequence[Any], lines: Rows, last: Rows = ()) -> Written:
    """Put titles above, empty columns between and rows between, in a file of some kind."""
    above = [list(row) for row in ABOVE * 3][: chance.choice([0, 0, 1, 3, 11])]
    gap = chance.choice([None, chance.randint(1, len(head) - 1)])
    rows, numbers = [*above, _gapped(head, gap)], list[int]()
    for line in lines:
        rows += [[]] * (chance.random() < 0.2)
        rows.append(_gapped(line, gap))
        numbers.append(len(rows))
    rows += [_gapped(line, gap) for line in last]
    return Written(_file(chance, rows), numbers)


def _gapped(row: Sequence[Any], gap: int | None) -> list[Any]:
    return list(row) if gap is None else [*row[:gap], "", *row[gap:]]


def _file(chance: Random, rows: list[list[Any]]) -> bytes:
    if chance.random() < 0.5:
        sheets: dict[str, Rows] = {"Voorblad": [["Naam", "Welzijn"], ["Versie", 3]]} if chance.random() < 0.5 else {}
        return book({**sheets, "Lijst": rows})
    plain = [[_as_text(value) for value in row] for row in rows]
    try:
        return old_mac(plain) if chance.random() < 0.5 else text(plain, encoding="cp1252", delimiter=",")
    except UnicodeEncodeError:
        encoding, delimiter = chance.choice(["utf-8", "utf-8-sig", "utf-16"]), chance.choice(";,\t")
        return text(plain, encoding=encoding, delimiter=delimiter)


def _as_text(value: Any) -> str:
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def day_written(chance: Random, day: date) -> Any:
    """A day in one of the ways in which people write it; never without its year."""
    dashes = f"{day.day}-{day.month}-{day.year}"
    ways = [day, f"{day:%d/%m/%Y}", dashes, f"{WEEKDAYS[day.weekday()]} {dashes}", wide(dashes), day.isoformat()]
    ways += [f"{day.day} {MONTHS[day.month - 1]} {day.year}", f"{WEEKDAYS[day.weekday()][:2]} {day:%d-%m-%y}"]
    return chance.choice([*ways, (day - date(1899, 12, 30)).days])


def wall_written(chance: Random, wall: time) -> Any:
    """A time in one of the ways in which people write it."""
    ways = [wall, f"{wall:%H:%M}", f"{wall:%-H.%M} uur", f"{wall:%-H.%M}{NBSP}u", f"{wall:%-Hu%M}", f"om {wall:%H.%M}"]
    return chance.choice([*ways, f"{wall:%H%M}"])


def events(seed: int) -> tuple[Written, list[tuple[str, str, str | None, str | None, int | None]]]:
    """A list of meetings; title, start, end, place and number of places of each."""
    chance = Random(seed)  # noqa: S311 - made-up lists, no secrets
    told: list[tuple[str, str, str | None, str | None, int | None]] = []
    lines: list[dict[str, Any]] = []
    for number in range(chance.randint(2, 7)):
        title = f"{chance.choice(WORDS)} {number}"
        day = date(2031, 1, 13) + timedelta(days=chance.randint(0, 700))
        start = time(chance.randint(8, 20), chance.choice([0, 15, 30, 45]))
        end = chance.choice([None, time(start.hour + 2, start.minute)])
        place = chance.choice([None, "De Hoek", "Sportpark Oost"])
        places = chance.choice([None, 8, 15])
        told.append((title, f"{day}T{start:%H:%M}", f"{day}T{end:%H:%M}" if end else None, place, places))
        said = (
            chance.choice(["onbeperkt", "", "n.v.t."]) if places is None else chance.choice(["max {}", "{}", "ca. {}"])
        )
        lines.append(
            {
                "title": title,
                "day": day_written(chance, day),
                "start": wall_written(chance, start),
                "end": wall_written(chance, end) if end else "",
                "place": place or chance.choice(["onbekend", "", "n.t.b.", "-"]),
                "places": said.format(places),
            }
        )
    names = {
        "title": chance.choice(["Activiteit", "Titel", "Workshop", "Event / Activiteit", "NAAM ACTIVITEIT"]),
        "day": chance.choice(["Datum", "Wanneer", "Date", "Tarih / Datum"]),
        "start": chance.choice(["Van", "Begintijd", "Start time", "Aanvang"]),
        "end": chance.choice(["Tot", "Eindtijd", "End"]),
        "place": chance.choice(["Locatie", "Waar", "Venue", "Yer / Locatie"]),
        "places": chance.choice(["Max. aantal", "Plaatsen", "Capacity"]),
    }
    order = chance.sample(list(names), len(names))
    last: Rows = chance.choice([[], [["Totaal", len(lines)]], [["Wijzigingen mogelijk"]]])
    rows = [[line[field] for field in order] for line in lines]
    return write(chance, [names[field] for field in order], rows, last), told


def came(seed: int) -> tuple[Written, list[tuple[str, str, bool]], int]:
    """A list of who came; name, day and whether they were there, and how many without a name on the first day."""
    chance = Random(seed)  # noqa: S311 - made-up lists, no secrets
    first = date(2026, 9, 7) + timedelta(days=chance.randint(0, 50))
    days = [first + timedelta(days=7 * week) for week in range(chance.randint(2, 5))]
    heads, told, lines = chance.randint(1, 9), list[tuple[str, str, bool]](), list[list[Any]]()
    for number in range(chance.randint(2, 6)):
        name = f"{chance.choice(NAMES)} Vrolijk{'abcdef'[number]}"
        # Somebody is there each day, so that none of them says nothing.
        there = [number == 0 or chance.random() < 0.5 for _day in days]
        told += [(name, day.isoformat(), present) for day, present in zip(days, there, strict=True)]
        yes, no = chance.choice(
            [("x", ""), ("ja", "nee"), (1, 0), ("\u2713", "-"), ("evet", "hay\u0131r"), ("X", "ziek")]
        )
        lines.append([name, *(yes if present else no for present in there)])
    lines.append([chance.choice(["zonder naam", "Zonder naam (turven)", "anoniem"]), heads, *[""] * (len(days) - 1)])
    last: Rows = chance.choice([[], [["Totaal", *[len(lines)] * len(days)]], [["thema", "slapen"]]])
    head = [
        chance.choice(["Naam", "Name", "Ad soyad / Naam", f"{EMOJI} Deelnemer"]),
        *(_heading(chance, day) for day in days),
    ]
    return write(chance, head, lines, last), told, heads


def _heading(chance: Random, day: date) -> Any:
    written = day_written(chance, day)
    return f"{day:%d-%m-%Y}" if isinstance(written, int) else written


def figures(seed: int) -> tuple[Written, list[tuple[str, str, int, float, int]]]:
    """A table of figures, a row for each; question, area, year, share and how many answered; some of too few."""
    chance = Random(seed)  # noqa: S311 - made-up lists, no secrets
    told, lines = [], []
    percent = chance.choice(["{}%", "{},0%", "{} %", "{} procent"])
    for number in range(chance.randint(2, 9)):
        question, area = f"{chance.choice(WORDS)} {number}", chance.choice(["Gemeente", "Nederland", "Wijk Oost"])
        year, share = chance.choice([2024, 2026]), chance.randint(0, 100)
        n = chance.choice([4, 5, 40, 312, 1204]) if number else 5
        told.append((question, area, year, share / 100, n))
        said = chance.choice([str(n), f"n={n}", f"{n:,}".replace(",", ".")])
        lines.append([question, area, str(year), percent.format(share), said])
    head = chance.choice(
        [["Vraag", "Gebied", "Jaar", "Percentage", "Aantal antwoorden"], ["Question", "Area", "Year", "Share", "n"]]
    )
    return write(chance, head, lines, chance.choice([[], [["Bron: eigen onderzoek"]]])), told
