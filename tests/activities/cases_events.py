"""Lists of meetings that nobody made for a computer; what each must be read as stood here before the reader."""

from __future__ import annotations

from datetime import date, datetime, time

from tests.activities.sheet_files import Events, Meeting, book, sheet, text

HEAD = ["Datum", "Van", "Tot", "Activiteit", "Locatie", "Voor wie", "Max. aantal"]
TALK = ["03/03/2027", "9.30 uur", "11.00 uur", "Praten over pubers", "De Hoek", "ouders 12+", "max 15"]
READ_TALK = ("Praten over pubers", "2027-03-03T09:30", "2027-03-03T11:00", "De Hoek", "ouders 12+", 15)
PLACES_SAID = ["max. 15", "12-15", "ca. 20", 8, "onb.", "vrije inloop", "genoeg stoelen", 0]

EVENTS = [
    Events(
        "as a partner sends it",
        text([HEAD, TALK, ["12/05/2027", "20:00", "", "Avond", "", "iedereen", "onbeperkt"]], delimiter=","),
        [Meeting(2, *READ_TALK), Meeting(3, "Avond", "2027-05-12T20:00", audience="iedereen")],
        columns={
            "Datum": "start",
            "Van": "start",
            "Tot": "end",
            "Activiteit": "title",
            "Locatie": "location",
            "Voor wie": "audience",
            "Max. aantal": "capacity",
        },
    ),
    Events(
        "titles above, a total and a remark below",
        sheet([["Programma voorjaar"], [], HEAD, TALK, ["Totaal", "", "", "1 activiteit"], ["Wijzigingen mogelijk"]]),
        [Meeting(4, *READ_TALK)],
        skipped=[1, 5, 6],
    ),
    Events(
        "header on row 25",
        sheet([*([["Uitleg"]] * 24), HEAD, TALK]),
        [Meeting(26, *READ_TALK)],
        skipped=list(range(1, 25)),
    ),
    Events(
        "real dates and times of Excel",
        sheet([HEAD, [date(2027, 3, 3), time(9, 30), time(11), *TALK[3:6], 15]]),
        [Meeting(2, *READ_TALK)],
    ),
    Events(
        "serial numbers, a part of a day and a number for a time",
        sheet([HEAD, [46449, 0.395833333, 11, *TALK[3:]], [46449.0, 9.3, 1100, "B", "De Hoek", "vaders", ""]]),
        [Meeting(2, *READ_TALK), Meeting(3, "B", *READ_TALK[1:4], "vaders", None)],
    ),
    Events(
        "serial numbers as text",
        text([HEAD, ["46449", "0930", "1100", *TALK[3:]]]),
        [Meeting(2, *READ_TALK)],
    ),
    Events(
        "from and until in one cell",
        sheet([["Datum", "Tijd", "Titel"], ["3-3-27", "9.30 - 11.00 uur", "A"], ["4-3-27", "van 20u15 tot 21u", "B"]]),
        [
            Meeting(2, "A", "2027-03-03T09:30", "2027-03-03T11:00"),
            Meeting(3, "B", "2027-03-04T20:15", "2027-03-04T21:00"),
        ],
    ),
    Events(
        "day and time in one cell",
        sheet(
            [
                ["Wanneer", "Wat", "Waar"],
                ["woensdag 3 maart 2027, 9.30 uur", "A", "Hier"],
                ["do 4 mrt. '27 20:00-21:30", "B", "onbekend"],
                [datetime.fromisoformat("2027-03-05T13:00"), "C", "-"],
            ]
        ),
        [
            Meeting(2, "A", "2027-03-03T09:30", location="Hier"),
            Meeting(3, "B", "2027-03-04T20:00", "2027-03-04T21:30"),
            Meeting(4, "C", "2027-03-05T13:00"),
        ],
        columns={"Wanneer": "start", "Wat": "title", "Waar": "location"},
    ),
    Events(
        "a day without a year takes it from the title",
        sheet([["Agenda 2027"], ["Datum", "Tijd", "Titel"], ["3 maart", "10.30", "A"], ["7/9", "19 uur", "B"]]),
        [Meeting(3, "A", "2027-03-03T10:30"), Meeting(4, "B", "2027-09-07T19:00")],
        skipped=[1],
    ),
    Events(
        "a school year has two years",
        sheet([["Datum", "Tijd", "Titel"], ["3 maart", "10:00", "A"], ["7 sept", "10:00", "B"]], name="2026-2027"),
        [Meeting(2, "A", "2027-03-03T10:00"), Meeting(3, "B", "2026-09-07T10:00")],
    ),
    Events(
        "a day without a year that nothing tells",
        sheet([["Datum", "Tijd", "Titel"], ["3 maart", "10:00", "A"]]),
        [Meeting(2, "A", None)],
        problems=[(2, "start")],
    ),
    Events(
        "months first, as the second number shows",
        text([["Datum", "Tijd", "Titel"], ["03/04/2027", "10:00", "A"], ["03/23/2027", "10:00", "B"]]),
        [Meeting(2, "A", "2027-03-04T10:00"), Meeting(3, "B", "2027-03-23T10:00")],
    ),
    Events(
        "a date merged over three meetings, and a title merged above all",
        sheet(
            [
                ["Weekprogramma", "", ""],
                ["Datum", "Tijd", "Titel"],
                [date(2027, 3, 3), "9:00", "A"],
                ["", "10:00", "B"],
                ["", "11:00", "C"],
            ],
            merged=["A1:C1", "A3:A5"],
        ),
        [
            Meeting(3, "A", "2027-03-03T09:00"),
            Meeting(4, "B", "2027-03-03T10:00"),
            Meeting(5, "C", "2027-03-03T11:00"),
        ],
        skipped=[1],
    ),
    Events(
        "a header for each month",
        sheet([["Maart"], HEAD, TALK, [], ["April"], HEAD, ["04/04/2027", *TALK[1:]]]),
        [
            Meeting(3, *READ_TALK),
            Meeting(7, "Praten over pubers", "2027-04-04T09:30", "2027-04-04T11:00", *READ_TALK[3:]),
        ],
        skipped=[1, 5, 6],
    ),
    Events(
        "what cannot be: 31 February, 25 o'clock, an end before the start",
        sheet(
            [
                HEAD,
                ["31-02-2027", *TALK[1:]],
                ["03-03-2027", "25:00", "", *TALK[3:]],
                ["04-03-2027", "11.00", "9.30", *TALK[3:]],
                ["05-03-2027", "in de ochtend", "", *TALK[3:]],
                ["", *TALK[1:]],
            ]
        ),
        [
            Meeting(2, "Praten over pubers", None, None, *READ_TALK[3:]),
            Meeting(3, "Praten over pubers", None, None, *READ_TALK[3:]),
            Meeting(4, "Praten over pubers", "2027-03-04T11:00", None, *READ_TALK[3:]),
            Meeting(5, "Praten over pubers", None, None, *READ_TALK[3:]),
            Meeting(6, "Praten over pubers", None, None, *READ_TALK[3:]),
        ],
        problems=[(2, "start"), (3, "start"), (4, "end"), (5, "start"), (6, "start")],
    ),
    Events(
        "a time that the clock skips",
        sheet([["Datum", "Tijd", "Titel"], ["28-03-2027", "2.30", "A"]]),
        [Meeting(2, "A", None)],
        problems=[(2, "start")],
    ),
    Events(
        "how many places, in words",
        sheet(
            [
                ["Titel", "Datum", "Tijd", "Aantal plaatsen"],
                *(
                    [f"A{i}", "3-3-2027", "9:00", said]
                    for i, said in enumerate(["max. 15", "12-15", "ca. 20", 8, "onb."])
                ),
                ["A5", "3-3-2027", "9:00", "vrije inloop"],
                ["A6", "3-3-2027", "9:00", "genoeg stoelen"],
                ["A7", "3-3-2027", "9:00", 0],
            ]
        ),
        [
            Meeting(row, f"A{row - 2}", "2027-03-03T09:00", capacity=places)
            for row, places in enumerate([15, 15, 20, 8, None, None, None, None], start=2)
        ],
        problems=[(8, "capacity"), (9, "capacity")],
    ),
    Events(
        "no title, and twice the same meeting",
        sheet([HEAD, TALK, [*TALK[:3], "", *TALK[4:]], TALK]),
        [Meeting(2, *READ_TALK), Meeting(3, None, *READ_TALK[1:]), Meeting(4, *READ_TALK)],
        problems=[(3, "title"), (4, "title")],
    ),
    Events(
        "letters of Windows, columns that nobody asked for",
        text(
            [
                ["Nr", "Naam activiteit", "Startdatum", "Begintijd", "Kosten", "Doelgroep"],
                ["1", "Caf\u00e9 voor vaders", "3 maart 2027", "9.30u", "\u20ac 2,50", "co\u00f6rdinatoren"],
            ],
            encoding="cp1252",
        ),
        [Meeting(2, "Caf\u00e9 voor vaders", "2027-03-03T09:30", audience="co\u00f6rdinatoren")],
        columns={"Naam activiteit": "title", "Startdatum": "start", "Begintijd": "start", "Doelgroep": "audience"},
    ),
    Events(
        "two sheets, and one that is hidden",
        book(
            {
                "Voorjaar": [HEAD, TALK],
                "Uitleg": [["Stuur wijzigingen naar ons"]],
                "Najaar": [["Najaar"], HEAD, ["01-10-2027", *TALK[1:]]],
                "Oud": [HEAD, ["01-10-2020", *TALK[1:]]],
            },
            hidden=["Oud"],
        ),
        [
            Meeting(2, *READ_TALK),
            Meeting(3, "Praten over pubers", "2027-10-01T09:30", "2027-10-01T11:00", *READ_TALK[3:]),
        ],
        skipped=[1],
    ),
    Events(
        "formulas with their outcome",
        sheet([HEAD, [("=TODAY()", 46449), ("=1/24*9.5", 0.395833333333), "11:00", ('=A1&""', TALK[3]), *TALK[4:]]]),
        [Meeting(2, *READ_TALK)],
    ),
]
