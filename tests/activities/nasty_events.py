"""Lists of meetings, each nasty in several ways at once; what each must be read as stood here before the reader."""

from __future__ import annotations

from datetime import date

from tests.activities.nasty_files import ARABIC, EMOJI, HEBREW, NBSP, RLM, odd_book, old_mac, wide
from tests.activities.sheet_files import Events, Meeting, book, sheet, text

HEAD = ["Datum", "Van", "Tot", "Activiteit", "Locatie", "Voor wie", "Max. aantal"]
TALK = ["03/03/2027", "9.30 uur", "11.00 uur", "Praten over pubers", "De Hoek", "ouders 12+", "max 15"]
READ_TALK = ("Praten over pubers", "2027-03-03T09:30", "2027-03-03T11:00", "De Hoek", "ouders 12+", 15)
START, END = "2027-03-03T09:30", "2027-03-03T11:00"

NASTY_EVENTS = [
    Events(
        "a header on row 12, wide digits, spaces that do not break, a total with a word",
        sheet(
            [
                ["Jaarprogramma"],
                *([[]] * 10),
                HEAD,
                [wide("03-03-2027"), f"9.30{NBSP}uur", "11.00", f"Praten{NBSP}over pubers", *TALK[4:6], wide("max 15")],
                ["Aantal activiteiten: 1"],
            ]
        ),
        [Meeting(13, *READ_TALK)],
        skipped=[1, 14],
    ),
    Events(
        "carriage returns only, letters of Windows, a price that nobody asked for",
        old_mac(
            [[*HEAD, "Prijs"], [*TALK[:3], "Caf\u00e9", *TALK[4:], "\u20ac 2,50"], ["Totaal", "", "", "", "", "", "1"]]
        ),
        [Meeting(2, "Caf\u00e9", *READ_TALK[1:])],
        skipped=[3],
    ),
    Events(
        "a quote that is never closed, a comma in a title",
        b'Datum,Tijd,Titel,Plaats\r\n3-3-2027,9.30,"Praten over ""nee"", en ja",De Hoek\r\n'
        b'4-3-2027,9.30,"Open inloop,De Brug\r\n5-3-2027,9.30,Zingen,De Hoek\r\n',
        [
            Meeting(2, 'Praten over "nee", en ja', START, None, "De Hoek"),
            Meeting(3, "Open inloop", "2027-03-04T09:30", None, "De Brug"),
            Meeting(4, "Zingen", "2027-03-05T09:30", None, "De Hoek"),
        ],
    ),
    Events(
        "the years of an old Mac, which count from 1904",
        odd_book([HEAD, [date(2027, 3, 3), *TALK[1:]]], since_1904=True),
        [Meeting(2, *READ_TALK)],
    ),
    Events(
        "a hidden row, a hidden column with costs, and empty columns between",
        odd_book(
            [
                ["Datum", "", "Tijd", "Kosten", "", "Titel"],
                ["3-3-2027", "", "9.30", 250, "", "A"],
                ["4-3-2027", "", "9.30", 100, "", "B"],
            ],
            hidden_rows=[3],
            hidden_columns=[3],
        ),
        [Meeting(2, "A", START), Meeting(3, "B", "2027-03-04T09:30")],
        columns={"Datum": "start", "Tijd": "start", "Titel": "title"},
    ),
    Events(
        "headings in two languages",
        sheet(
            [
                ["Tarih / Datum", "Saat / Tijd", "Etkinlik / Activiteit", "Yer / Locatie", "Audience", "Max. places"],
                ["03.03.2027", "9:30 - 11:00", TALK[3], "De Hoek", "ouders 12+", "15 kişi"],
            ]
        ),
        [Meeting(2, *READ_TALK)],
    ),
    Events(
        "two header rows, the upper one merged",
        sheet([["Wanneer", "", "", "Wat", "Waar"], HEAD[:5], TALK[:5]], merged=["A1:C1"]),
        [Meeting(3, *READ_TALK[:4])],
        skipped=[1],
    ),
    Events(
        "letters from right to left, marks that nobody sees, families of emoji",
        text(
            [
                ["Datum", "Tijd", "Titel", "Plaats"],
                ["3-3-2027", "9.30", f"{RLM}{ARABIC} {HEBREW}{RLM}", "De Hoek"],
                ["4-3-2027", "9.30", f"{EMOJI} Samen eten", "De\u00adHoek"],
            ],
            encoding="utf-16",
            delimiter="\t",
        ),
        [
            Meeting(2, f"{ARABIC} {HEBREW}", START, None, "De Hoek"),
            Meeting(3, "\U0001f468\U0001f469\U0001f467 Samen eten", "2027-03-04T09:30", None, "DeHoek"),
        ],
    ),
    Events(
        "a cover and a table of prices before the list",
        book(
            {
                "Voorblad": [["Naam", "Welzijn De Brug"], ["Datum", "3-3-2027"], ["Versie", 2]],
                "Prijzen": [["Zaal", "Prijs"], ["De Hoek", 20], ["Totaal", 20]],
                "Agenda": [["Agenda voorjaar"], HEAD, TALK, ["", "", "", "", "", "", 15]],
            }
        ),
        [Meeting(3, *READ_TALK)],
        skipped=[1, 4],
    ),
    Events(
        "unknown in many words, numbers as text, the same meeting twice with other spaces",
        sheet(
            [
                ["Titel", "Datum", "Tijd", "Waar", "Aantal plaatsen"],
                ["A", "46449", "0,395833", "onbekend", "12"],
                ["B", "3-3-2027", "n.n.b.", "n.t.b.", "onbeperkt"],
                [f"A{NBSP} ", "03-03-2027", "9u30", "?", "12"],
            ]
        ),
        [
            Meeting(2, "A", START, capacity=12),
            Meeting(3, "B", None),
            Meeting(4, "A", START, capacity=12),
        ],
        problems=[(3, "start"), (4, "title")],
    ),
    Events(
        "a weekday in a column of its own, a day that holds until the next is written",
        sheet(
            [
                ["Dag", "Datum", "Begintijd", "Eindtijd", "Workshop"],
                ["woensdag", date(2027, 3, 3), "9.30", "11.00", "A"],
                ["donderdag", date(2027, 3, 4), "9.30", "11.00", "B"],
            ]
        ),
        [Meeting(2, "A", START, END), Meeting(3, "B", "2027-03-04T09:30", "2027-03-04T11:00")],
    ),
]
