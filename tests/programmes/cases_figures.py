"""Tables of figures on youth as they are sent; what each must be read as stood here before the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tests.activities.sheet_files import book, sheet, text

HEAD = ["Onderwerp", "Vraag", "Leeftijd", "Gemeente 2024", "Nederland 2024", "Aantal antwoorden"]
SLEEP = ["Slaap", "Slaapt minder dan 7 uur", "15-16", 0.25, 0.5, 312]
KEY = ("Slaap", "Slaapt minder dan 7 uur", "15-16")
TOWN, LAND = ("Gemeente", 2024), ("Nederland", 2024)


@dataclass(frozen=True)
class Figures:
    """A file and its figures: row, topic, question, age, area, year, share, n."""

    name: str
    content: bytes
    figures: Sequence[tuple[object, ...]]
    problems: Sequence[tuple[int, str]] = ()
    skipped: Sequence[int] = ()
    columns: Mapping[str, str] | None = None


READ = [(2, *KEY, *TOWN, 0.25, 312), (2, *KEY, *LAND, 0.5, 312)]


def down(row: int) -> list[tuple[object, ...]]:
    """The same figures on another row."""
    return [(row, *figure[1:]) for figure in READ]


FIGURES = [
    Figures(
        "places and years as columns",
        sheet([HEAD, SLEEP]),
        READ,
        columns={
            "Onderwerp": "topic",
            "Vraag": "question",
            "Leeftijd": "age",
            "Gemeente 2024": "share",
            "Nederland 2024": "share",
            "Aantal antwoorden": "n",
        },
    ),
    Figures(
        "a title above, a source below, an empty row between",
        sheet([["Cijfers (verzonnen)"], [], HEAD, [], SLEEP, ["Bron: eigen onderzoek"]]),
        down(5),
        skipped=[1, 6],
    ),
    Figures("percentages as text", text([HEAD, [*SLEEP[:3], "25%", "50,0 %", "n=312"]]), READ),
    Figures("percentages as numbers", sheet([HEAD, [*SLEEP[:3], 25, 50.0, "312"]]), READ),
    Figures("decimals with a comma", text([HEAD, [*SLEEP[:3], "0,25", "0,5", "312"]]), READ),
    Figures(
        "one percent beside higher ones is one percent",
        sheet([HEAD, [*SLEEP[:3], 1, 50, 312]]),
        [(2, *KEY, *TOWN, 0.01, 312), (2, *KEY, *LAND, 0.5, 312)],
    ),
    Figures(
        "a thousand answers with a point", text([HEAD, [*SLEEP[:5], "1.204"]]), [(*figure[:7], 1204) for figure in READ]
    ),
    Figures(
        "cells left out, because too few answered",
        sheet([HEAD, [*SLEEP[:3], "<5", 0.5, 312], ["Slaap", "Droomt", "15-16", "-", "*", 40]]),
        [READ[1]],
        problems=[(2, "share"), (3, "share"), (3, "share")],
    ),
    Figures(
        "fewer than five answers say too much about somebody",
        sheet([HEAD, SLEEP, ["Slaap", "Droomt", "15-16", 0.5, 0.5, 4], ["Slaap", "Snurkt", "15-16", 0.5, 0.5, 5]]),
        [*READ, (4, "Slaap", "Snurkt", "15-16", *TOWN, 0.5, 5), (4, "Slaap", "Snurkt", "15-16", *LAND, 0.5, 5)],
        problems=[(3, "n")],
        skipped=[3],
    ),
    Figures(
        "more than everybody, and a word for a share",
        sheet([HEAD, [*SLEEP[:3], 0.25, "veel", 312], [*SLEEP[:3], "140%", 0.5, 312]]),
        [READ[0], (3, *KEY, *LAND, 0.5, 312)],
        problems=[(2, "share"), (3, "share")],
    ),
    Figures(
        "a topic merged over its questions",
        sheet([HEAD, SLEEP, ["", "Droomt", "15-16", 0.5, 0.5, 40]], merged=["A2:A3"]),
        [*READ, (3, "Slaap", "Droomt", "15-16", *TOWN, 0.5, 40), (3, "Slaap", "Droomt", "15-16", *LAND, 0.5, 40)],
    ),
    Figures(
        "a row for each figure",
        text(
            [
                ["Thema", "Indicator", "Leeftijdsgroep", "Gebied", "Jaar", "Percentage", "n"],
                ["Slaap", "Slaapt minder dan 7 uur", "15-16", "Gemeente", "2024", "25", "312"],
                ["Slaap", "Slaapt minder dan 7 uur", "15-16", "Nederland", "2024", "50", ""],
            ]
        ),
        [(2, *KEY, *TOWN, 0.25, 312), (3, *KEY, *LAND, 0.5, None)],
    ),
    Figures(
        "no number of answers, the year first",
        sheet([["Vraag", "2024 Gemeente", "2024 Nederland"], ["Droomt", 0.25, 0.5]]),
        [(2, None, "Droomt", None, *TOWN, 0.25, None), (2, None, "Droomt", None, *LAND, 0.5, None)],
    ),
    Figures(
        "only years: the place is not told",
        sheet([["Vraag", "2022", 2024], ["Droomt", 0.25, 0.5]]),
        [(2, None, "Droomt", None, None, 2022, 0.25, None), (2, None, "Droomt", None, None, 2024, 0.5, None)],
    ),
    Figures(
        "formulas, and a sheet with an explanation",
        book({"Uitleg": [["Lees mij"]], "Cijfers": [HEAD, [*SLEEP[:3], ("=1/4", 0.25), ("=1/2", 0.5), 312]]}),
        READ,
    ),
    Figures(
        "letters of Windows",
        text([HEAD, ["Slaap", "Co\u00f6rdinatie", "15-16", "25%", "", "40"]], encoding="cp1252"),
        [(2, "Slaap", "Co\u00f6rdinatie", "15-16", *TOWN, 0.25, 40)],
    ),
]
