"""Lists of who came, with a column for each day; what each must be read as stood here before the reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tests.activities.sheet_files import book, sheet, text

SEP7, SEP14 = date(2026, 9, 7), date(2026, 9, 14)
HEAD = ["Naam", "Wijk", SEP7, SEP14]
D7, D14 = "2026-09-07", "2026-09-14"
ANNA, BEN = ("Anna Vrolijk", "Oost"), ("Ben de Groen", None)


@dataclass(frozen=True)
class Came:
    """A file; who was there (row, name, day, present, neighbourhood); heads (row, day, count, what)."""

    name: str
    content: bytes
    present: Sequence[tuple[int, str, str, bool | None, str | None]]
    heads: Sequence[tuple[int, str, int, str]] = ()
    problems: Sequence[tuple[int, str]] = ()
    skipped: Sequence[int] = ()
    columns: Mapping[str, str] | None = None


def both(row: int, who: tuple[str, str | None], marks: str) -> list[Any]:
    """Somebody on the two days: `x` was there, `-` was not, `?` nobody can say."""
    present = [{"x": True, "-": False, "?": None}[mark] for mark in marks]
    return [(row, who[0], day, came, who[1]) for day, came in zip((D7, D14), present, strict=True)]


ANNA_CAME, BEN_CAME = ["Anna Vrolijk", "Oost", "x", ""], ["Ben de Groen", "", "", "x"]
BOTH_READ = [*both(2, ANNA, "x-"), *both(3, BEN, "-x")]

CAME = [
    Came(
        "days as columns",
        sheet([HEAD, ANNA_CAME, BEN_CAME]),
        BOTH_READ,
        columns={"Naam": "name", "Wijk": "neighbourhood", D7: "present", D14: "present"},
    ),
    Came(
        "a title above, totals beside and below, visitors without a name, children and a theme",
        sheet(
            [
                ["Koffieochtend maandag 9.30-11.00"],
                [],
                [*HEAD, "Aantal"],
                [*ANNA_CAME, 1],
                [*BEN_CAME, ("=COUNTA(C5:D5)", 1)],
                ["zonder naam (turven)", "", 7, 8],
                ["kinderen", "", 15, ""],
                ["thema", "", "slapen", "eten"],
                ["Totaal", "", 8, 9, 2],
            ]
        ),
        [*both(4, ANNA, "x-"), *both(5, BEN, "-x")],
        heads=[(6, D7, 7, "adults"), (6, D14, 8, "adults"), (7, D7, 15, "children")],
        skipped=[1, 8, 9],
    ),
    Came(
        "days as text, the year in the title",
        text([["Presentie 2026"], ["Naam", "Wijk", "ma 7 sept", "14/9"], ANNA_CAME, BEN_CAME]),
        [*both(3, ANNA, "x-"), *both(4, BEN, "-x")],
        skipped=[1],
    ),
    Came(
        "days of a school year, told by the sheet's name",
        sheet([["Naam", "7 sept", "15 mrt"], ["Anna Vrolijk", "x", "x"]], name="2026-2027"),
        [(2, "Anna Vrolijk", D7, True, None), (2, "Anna Vrolijk", "2027-03-15", True, None)],
    ),
    Came(
        "serial numbers as headings",
        sheet([["Naam", "Wijk", 46272, 46279], ANNA_CAME, BEN_CAME]),
        BOTH_READ,
    ),
    Came(
        "headings with days and hours",
        text([["Naam", "Wijk", "07-09-2026 9.30", "14-09-2026 9.30 uur"], ANNA_CAME, BEN_CAME]),
        BOTH_READ,
    ),
    Came(
        "every way to say yes and no",
        sheet(
            [
                HEAD,
                *([f"Ouder {sign}", "", yes, no] for sign, yes, no in [("A", "X", "-"), ("B", 1, 0)]),
                ["Ouder C", "", "ja", "nee"],
                ["Ouder D", "", "\u2713", "afgemeld"],
                ["Ouder E", "", "aanwezig", "ziek"],
                ["Ouder F", "", True, False],
                ["Ouder G", "", "v", "n"],
            ]
        ),
        [line for row, sign in enumerate("ABCDEFG", start=2) for line in both(row, (f"Ouder {sign}", None), "x-")],
    ),
    Came(
        "what says neither yes nor no",
        sheet([HEAD, ["Anna Vrolijk", "Oost", "?", "x"], ["Ben de Groen", "", "a", "x"]]),
        [*both(2, ANNA, "?x"), *both(3, BEN, "?x")],
        problems=[(2, "present"), (3, "present")],
    ),
    Came(
        "a day on which nothing was written down",
        sheet([HEAD, ["Anna Vrolijk", "Oost", "x", ""], ["Ben de Groen", "", "x", ""]]),
        [(2, *("Anna Vrolijk", D7, True, "Oost")), (3, *("Ben de Groen", D7, True, None))],
        problems=[(1, "date")],
    ),
    Came(
        "tallies and words for numbers of heads",
        sheet([HEAD, ANNA_CAME, ["zonder naam", "", "|||| ||", "3 ouders"], ["Aantal kinderen", "", "veel", 4]]),
        both(2, ANNA, "x-"),
        heads=[(3, D7, 6, "adults"), (3, D14, 3, "adults"), (4, D14, 4, "children")],
        problems=[(4, "count")],
    ),
    Came(
        "only numbers of heads",
        sheet([["", SEP7, SEP14], ["volwassenen", 5, 6], ["kinderen", 2, 0]]),
        [],
        heads=[(2, D7, 5, "adults"), (2, D14, 6, "adults"), (3, D7, 2, "children"), (3, D14, 0, "children")],
    ),
    Came(
        "numbers of which nobody knows what they count",
        sheet([HEAD, ANNA_CAME, ["vrijwilligers", "", 3, 2], ["broodjes", "", 12, 14]]),
        both(2, ANNA, "x-")[:1],
        skipped=[3, 4],
        problems=[(1, "date"), (3, "name"), (4, "name")],
    ),
    Came(
        "first name and surname apart, the neighbourhood merged over two people",
        sheet(
            [
                ["Voornaam", "Tussenv.", "Achternaam", "Buurt", SEP7, SEP14],
                ["Anna", "", "Vrolijk", "Oost", "x", ""],
                ["Ben", "de", "Groen", "", "", "x"],
            ],
            merged=["D2:D3"],
        ),
        [*both(2, ANNA, "x-"), *both(3, ("Ben de Groen", "Oost"), "-x")],
    ),
    Came(
        "a row for each visit",
        text(
            [
                ["Datum", "Naam", "Aanwezig", "Wijk"],
                ["7-9-2026", "Anna Vrolijk", "ja", "Oost"],
                ["14-9-2026", "Anna Vrolijk", "nee", "Oost"],
                ["14-9-2026", "zonder naam", "3", ""],
                ["31-9-2026", "Ben de Groen", "ja", ""],
            ]
        ),
        [both(2, ANNA, "x-")[0], both(3, ANNA, "x-")[1]],
        heads=[(4, D14, 3, "adults")],
        problems=[(5, "date")],
        skipped=[5],
    ),
    Came(
        "a sheet for each half year, people in groups",
        book(
            {
                "Uitleg": [["Zet een x"]],
                "Najaar": [HEAD, ["Groep 1"], ANNA_CAME],
                "Voorjaar": [["Naam", date(2027, 1, 11)], ["Anna Vrolijk", "x"]],
            }
        ),
        [(3, "Anna Vrolijk", D7, True, "Oost"), (2, "Anna Vrolijk", "2027-01-11", True, None)],
        problems=[(1, "date")],
        skipped=[2],
    ),
    Came(
        "the same name twice",
        sheet([HEAD, ANNA_CAME, ANNA_CAME]),
        # On the second day nobody came, and nothing says that there was a meeting.
        [(2, "Anna Vrolijk", D7, True, "Oost"), (3, "Anna Vrolijk", D7, True, "Oost")],
        problems=[(1, "date"), (3, "name")],
    ),
]
