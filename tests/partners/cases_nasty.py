"""Lists as offices really send them, each nasty in several ways at once; the reading was written down first."""

from __future__ import annotations

from tests.partners.sheet_files import ANNA, BEN, HEAD, READ_ANNA, READ_BEN, Case, Parent, book, sheet, text

NASTY = [
    Case(
        "school: three titles, a line for each class with its own total, a grand total and notes below",
        sheet(
            [
                ["Basisschool De Voorbeeldboom", "", "", ""],
                ["Contactgegevens ouders schooljaar 2026-2027"],
                ["Afgedrukt op 12-11-2026 door de administratie"],
                [],
                HEAD,
                ["Groep 3"],
                ANNA,
                ["Totaal groep 3: 1"],
                ["Groep 4/5", "", "", ""],
                BEN,
                ["Totaal groep 4/5", "", "", "1"],
                ["Totaal aantal ouders", "", "", 2],
                [],
                ["* = gescheiden ouders, beide aanschrijven"],
                ["Vragen? Bel de administratie op 0184-123456"],
            ],
            merged=["A1:D1"],
        ),
        [Parent(7, *READ_ANNA), Parent(10, *READ_BEN)],
        skipped=[1, 2, 3, 6, 8, 9, 11, 12, 14, 15],
    ),
    Case(
        "cp1252 with semicolons, an empty column between, dates as text, a note at the end",
        text(
            [
                ["Lijst CJG", "", "", "", ""],
                ["Naam ouder", "", "Geboortedatum kind", "E-mailadres", "Tel."],
                ["Zoë Vrolijk", "", "3 mei 2019", "zoe@school.example", "06-12345678 / 0184-123456"],
                ["Renée de Groen", "", "12-13-2018", "renee@school.example", ""],
                ["Let op: niet doorsturen", "", "", "", ""],
            ],
            encoding="cp1252",
        ),
        [
            Parent(3, "Zoë Vrolijk", "zoe@school.example", "+31612345678"),
            Parent(4, "Renée de Groen", "renee@school.example"),
        ],
        problems=[(3, "phone")],
        skipped=[1, 5],
    ),
    Case(
        "addresses with spaces around the @, with at in words, and with a space inside",
        sheet(
            [
                HEAD,
                ["Anna Vrolijk", "anna @ school.example", "0612345678", ""],
                ["Ben de Groen", "ben (at) school.example", "0612345679", ""],
                ["Cem Blij", "cem[at]school.example", "", ""],
                ["Dora Zon", "dora at school.example", "", ""],
                ["Els Maan", "els maan@school.example", "0612345670", ""],
            ]
        ),
        [
            Parent(2, "Anna Vrolijk", "anna@school.example", "+31612345678"),
            Parent(3, "Ben de Groen", "ben@school.example", "+31612345679"),
            Parent(4, "Cem Blij", "cem@school.example"),
            Parent(5, "Dora Zon", "dora@school.example"),
            Parent(6, "Els Maan", None, "+31612345670"),
        ],
        problems=[(3, "email"), (4, "email"), (5, "email"), (6, "email")],
    ),
    Case(
        "two numbers in one cell, each in its own way",
        sheet(
            [
                ["Naam", "Tel."],
                ["Anna Vrolijk", "tel. thuis 0184-123456, mob. 06-12345678"],
                ["Ben de Groen", "06 12 34 56 79 (werk: 010-1234567)"],
                ["Cem Blij", "0184-123456\n06-12345670"],
                ["Dora Zon", "06-12345671 06-12345672"],
            ]
        ),
        [
            Parent(2, "Anna Vrolijk", None, "+31612345678"),
            Parent(3, "Ben de Groen", None, "+31612345679"),
            Parent(4, "Cem Blij", None, "+31612345670"),
            Parent(5, "Dora Zon", None, "+31612345671"),
        ],
        problems=[(2, "phone"), (3, "phone"), (4, "phone"), (5, "phone")],
    ),
    Case(
        "the parents on the second sheet, a cover and a pivot of counts beside them",
        book(
            {
                "Voorblad": [["Ouderlijst"], ["Naam contactpersoon", "Juf Zon"], ["Telefoon", "0184-123456"]],
                "Lijst": [["Ouderlijst 2026"], [], HEAD, ANNA, BEN, ["Totaal: 2"]],
                "Tellingen": [["Groep", "Aantal ouders"], ["3", 12], ["4", 9], ["Totaal", 21]],
            }
        ),
        [Parent(4, *READ_ANNA), Parent(5, *READ_BEN)],
        skipped=[1, 6],
        sheets=["Lijst"],
    ),
    Case(
        "the header half-way again with a page number, names in two columns",
        sheet(
            [
                ["Achternaam", "Voornaam", "E-mail", "Mobiel"],
                ["Vrolijk", "Anna", "anna@school.example", "0612345678"],
                ["Pagina 1 van 2"],
                [],
                ["Achternaam", "Voornaam", "E-mail", "Mobiel"],
                ["Groen, de", "Ben", "ben@school.example", "0612345679"],
                ["Pagina 2 van 2"],
            ]
        ),
        [
            Parent(2, "Anna Vrolijk", "anna@school.example", "+31612345678"),
            Parent(6, "Ben de Groen", "ben@school.example", "+31612345679"),
        ],
        skipped=[3, 5, 7],
    ),
    Case(
        "a class merged down over its families, an empty column in between",
        sheet(
            [
                ["Groep", "", "Ouder/verzorger", "E-mail", "Telefoon"],
                ["3A", "", "Anna Vrolijk", "anna@school.example", "0612345678"],
                ["", "", "Ben de Groen", "ben@school.example", ""],
                ["", "", "Subtotaal", "2 adressen", "1 nummer"],
                ["3B", "", "Cem Blij", "", "0612345670"],
                ["", "", "Subtotaal", "0 adressen", "1 nummer"],
            ],
            merged=["A2:A4"],
        ),
        [
            Parent(2, "Anna Vrolijk", "anna@school.example", "+31612345678"),
            Parent(3, "Ben de Groen", "ben@school.example"),
            Parent(5, "Cem Blij", None, "+31612345670"),
        ],
        skipped=[4, 6],
    ),
    Case(
        "CJG: consent in many words, a total in the last column only, a date with each yes",
        sheet(
            [
                ["Aanmeldingen inloop CJG"],
                ["Naam", "E-mail", "Mag u ons uitnodigingen sturen?", "Datum"],
                ["Anna Vrolijk", "anna@school.example", "Ja, graag!", "12-11-2026"],
                ["Ben de Groen", "ben@school.example", "nee, liever niet", "12-11-2026"],
                ["Cem Blij", "cem@school.example", "ja mits niet te vaak", "12-11-2026"],
                ["", "", "", "3 aanmeldingen"],
            ]
        ),
        [
            Parent(3, "Anna Vrolijk", "anna@school.example", consent=True),
            Parent(4, "Ben de Groen", "ben@school.example", consent=False),
            Parent(5, "Cem Blij", "cem@school.example"),
        ],
        problems=[(5, "consent")],
        skipped=[1, 6],
    ),
    Case(
        "tabs in a .csv, quotes round everything, an empty line after each row",
        "\r\n\r\n".join(
            "\t".join(f'"{cell}"' for cell in row) for row in (["Ouders groep 3"], HEAD, ANNA, BEN, ["Aantal", "2"])
        ).encode("utf-16"),
        [Parent(5, *READ_ANNA), Parent(7, *READ_BEN)],
        skipped=[1, 9],
    ),
    Case(
        "numbers that Excel made of telephone and postcode, a title of counts and the signature of who made it",
        sheet(
            [
                ["Klas 1b: 2 leerlingen"],
                ["Naam ouder(s)/verzorger(s)", "Mail", "06-nummer", "Postcode + plaats"],
                ["Dhr. B. de Groen", "ben@school.example", 612345679, "3361AC Sliedrecht"],
                ["Mw. A. Vrolijk", "", 31612345678, 3361],
                ["Gemiddeld", "", "", ""],
                ["Met vriendelijke groet, de mentor"],
            ]
        ),
        [
            Parent(3, "B. de Groen", "ben@school.example", "+31612345679", "3361 AC"),
            Parent(4, "A. Vrolijk", None, "+31612345678", "3361"),
        ],
        skipped=[1, 5, 6],
    ),
    Case(
        "totals in short, a heading that names a column, a note with a colon, a waiting list",
        sheet(
            [
                HEAD,
                ANNA,
                ["Tot.", "", "", "1"],
                ["\u03a3", "1"],
                ["Ouders zonder e-mail:"],
                ["Cem Blij", "", "0612345670", ""],
                ["Let op:", "mail van Ben eerst nakijken", "", ""],
                BEN,
                ["Wachtlijst"],
                ["Gegevens van Basisschool De Voorbeeldboom"],
                ["Dora Zon", "dora@school.example", "", ""],
            ]
        ),
        [
            Parent(2, *READ_ANNA),
            Parent(6, "Cem Blij", None, "+31612345670"),
            Parent(8, *READ_BEN),
            Parent(11, "Dora Zon", "dora@school.example"),
        ],
        skipped=[3, 4, 5, 7, 9, 10],
    ),
    Case(
        "counts below each class, the word total in the column of classes or nowhere",
        sheet(
            [
                ["Groep", "Naam ouder", "E-mail", "Telefoon"],
                ["3", "Anna Vrolijk", "anna@school.example", "0612345678"],
                ["Totaal 3", 1, 1, 1],
                ["4", "Ben de Groen", "ben@school.example", ""],
                ["", 1, 1, 0],
                ["Totaal", "2", "", ""],
            ]
        ),
        [
            Parent(2, "Anna Vrolijk", "anna@school.example", "+31612345678"),
            Parent(4, "Ben de Groen", "ben@school.example"),
        ],
        skipped=[3, 5, 6],
    ),
    Case(
        "a broken number beside a row's own number is still named, and somebody called Tot is somebody",
        sheet([["Nr", "Naam", "Tel."], [1, "", "12345"], [2, "Tot Vrolijk", "0612345678"]]),
        [Parent(2, None, None), Parent(3, "Tot Vrolijk", None, "+31612345678")],
        problems=[(2, "phone"), (2, "name")],
    ),
    Case(
        "a workbook in which every row stands in one cell",
        sheet([[";".join(row)] for row in (["Lijst"], HEAD, ANNA, BEN)]),
        [Parent(3, *READ_ANNA), Parent(4, *READ_BEN)],
        skipped=[1],
    ),
    Case(
        "a workbook in which every row stands in one cell, one of which cannot be divided",
        sheet(
            [["Naam;E-mail"], *[[f"Anna Vrolijk;anna{n}@school.example"] for n in range(12)], ['x;"y'], ['c\nd";e']],
        ),
        [*(Parent(2 + n, "Anna Vrolijk", f"anna{n}@school.example") for n in range(12)), Parent(14, "x")],
        problems=[(14, "email")],
        skipped=[15],
    ),
    Case(
        "a text file with quotes round each whole row",
        "\r\n".join(f'"{",".join(row)}"' for row in (HEAD, ANNA, BEN)).encode(),
        [Parent(2, *READ_ANNA), Parent(3, *READ_BEN)],
    ),
]
