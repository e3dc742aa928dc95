"""Lists of who came, each nasty in several ways at once; what each must be read as stood here before the reader."""

from __future__ import annotations

from tests.activities.cases_attendance import (
    ANNA,
    ANNA_CAME,
    BEN,
    BEN_CAME,
    BOTH_READ,
    D7,
    D14,
    HEAD,
    SEP7,
    SEP14,
    Came,
    both,
)  # fmt: skip
from tests.activities.nasty_files import ARABIC, EMOJI, NBSP, RLM, odd_book, old_mac, wide
from tests.activities.sheet_files import book, sheet, text

NASTY_CAME = [
    Came(
        "a header on row 12, an emoji in the title, a total below in formulas",
        sheet([[f"Koffie {EMOJI}"], *([[]] * 10), HEAD, ANNA_CAME, BEN_CAME, ["Totaal", "", ("=1", 1), ("=1", 1)]]),
        [*both(13, ANNA, "x-"), *both(14, BEN, "-x")],
        skipped=[1, 15],
    ),
    Came(
        "carriage returns only, letters of Windows, days as text",
        old_mac([["Naam", "Wijk", "7-9-2026", "14-9-2026"], ["Zo\u00eb Vrolijk", "Oost", "x", ""], BEN_CAME]),
        [*both(2, ("Zo\u00eb Vrolijk", "Oost"), "x-"), *both(3, BEN, "-x")],
    ),
    Came(
        "the years of an old Mac, which count from 1904",
        odd_book([HEAD, ANNA_CAME, BEN_CAME], since_1904=True),
        BOTH_READ,
    ),
    Came(
        "a hidden row, a hidden column and empty columns between",
        odd_book(
            [
                ["Naam", "", "Telefoon", "7-9-2026", "", "14-9-2026"],
                ["Anna Vrolijk", "", "0612345678", "x", "", ""],
                ["Ben de Groen", "", "0612345679", "", "", "x"],
            ],
            hidden_rows=[3],
            hidden_columns=[2],
        ),
        [*both(2, ("Anna Vrolijk", None), "x-"), *both(3, BEN, "-x")],
    ),
    Came(
        "headings in English and Turkish",
        sheet(
            [
                ["Ad soyad / Naam", "Mahalle / Wijk", "7 Sep 2026", "14 September 2026"],
                ["Anna Vrolijk", "Oost", "evet", "hay\u0131r"],
                ["Ben de Groen", "", "no", "yes"],
            ]
        ),
        BOTH_READ,
    ),
    Came(
        "a cover and an address list before the list",
        book(
            {
                "Voorblad": [["Koffieochtend"], ["Naam", "Juf Zon"]],
                "Adressen": [["Naam", "Straat"], ["Anna Vrolijk", "Dorpsstraat 1"]],
                "Presentie": [HEAD, ANNA_CAME, BEN_CAME],
            }
        ),
        BOTH_READ,
    ),
    Came(
        "letters from right to left, wide marks, names with spaces that do not break",
        text(
            [
                ["Naam", "Wijk", wide("7-9-2026"), wide("14-9-2026")],
                [f"{RLM}{ARABIC} Vrolijk", "Oost", "\uff58", ""],
                [f"Ben{NBSP}de Groen", "", "\uff0d", "\u2714"],
            ],
            encoding="utf-16",
            delimiter="\t",
        ),
        [*both(2, (f"{ARABIC} Vrolijk", "Oost"), "x-"), *both(3, BEN, "-x")],
    ),
    Came(
        "nameless visitors in many words, numbers as text",
        text(
            [
                ["Naam", "7-9-2026", "14-9-2026"],
                ["Anna Vrolijk", "1", "0"],
                ["Zonder naam", "12", "||||"],
                ["kinderen", "3 kinderen", "ca. 4"],
                ["TOTAAL", "16", "8"],
            ]
        ),
        both(2, ("Anna Vrolijk", None), "x-"),
        heads=[(3, D7, 12, "adults"), (3, D14, 4, "adults"), (4, D7, 3, "children"), (4, D14, 4, "children")],
        skipped=[5],
    ),
    Came(
        "two header rows: the month over its days",
        sheet(
            [["", "", "september 2026", ""], ["Naam", "Wijk", 7, 14], ANNA_CAME, BEN_CAME],
            merged=["C1:D1"],
        ),
        [*both(3, ANNA, "x-"), *both(4, BEN, "-x")],
        skipped=[1],
    ),
    Came(
        "a column with totals between the days, and the header again for the next page",
        sheet(
            [
                ["Naam", "Wijk", SEP7, "Aantal", SEP14],
                ["Anna Vrolijk", "Oost", "x", 1, ""],
                ["Naam", "Wijk", SEP7, "Aantal", SEP14],
                ["Ben de Groen", "", "", 0, "x"],
            ]
        ),
        [*both(2, ANNA, "x-"), *both(4, BEN, "-x")],
        skipped=[3],
    ),
    Came(
        "an open quote in a name, commas",
        b'Naam,7-9-2026,14-9-2026\r\n"Anna Vrolijk,x,\r\nBen de Groen,,x\r\n',
        [*both(2, ("Anna Vrolijk", None), "x-"), *both(3, BEN, "-x")],
    ),
    Came(
        "a row for each visit, of which half have no name",
        text(
            [
                ["Datum", "Naam", "Aanwezig"],
                ["7-9-2026", "zonder naam", "7"],
                ["14-9-2026", "Ben de Groen", "x"],
                ["14-9-2026", "zonder naam", "2"],
            ]
        ),
        both(3, BEN, "-x")[1:],
        heads=[(2, D7, 7, "adults"), (4, D14, 2, "adults")],
    ),
]
