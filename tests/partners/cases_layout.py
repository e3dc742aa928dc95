"""Where the header and the parents are: titles, totals, several sheets, two parents in a row."""

from __future__ import annotations

from tests.partners.sheet_files import ANNA, BEN, HEAD, READ_ANNA, READ_BEN, Case, Parent, book, sheet, text

LAYOUT = [
    Case(
        "titles above, total below",
        sheet(
            [
                ["Ouderlijst groep 5"],
                ["bijgewerkt: 12-11-2026"],
                [],
                HEAD,
                ANNA,
                BEN,
                [],
                ["Totaal", "", "", "2 ouders"],
            ]
        ),
        [Parent(5, *READ_ANNA), Parent(6, *READ_BEN)],
        skipped=[1, 2, 8],
        columns={"Naam ouder": "name", "E-mail": "email", "Telefoon": "phone", "Postcode": "postcode"},
    ),
    Case(
        "header on row 30",
        sheet([*([["Toelichting, regel"]] * 28), [], HEAD, ANNA]),
        [Parent(31, *READ_ANNA)],
        skipped=list(range(1, 29)),
    ),
    Case(
        "merged title",
        sheet([["Ouders van onze school"], HEAD, ANNA], merged=["A1:D1"]),
        [Parent(3, *READ_ANNA)],
        skipped=[1],
    ),
    Case(
        "names in three columns, the child's name first",
        sheet(
            [
                ["Naam kind", "Voornaam ouder", "Tussenvoegsel ouder", "Achternaam ouder", "E-mailadres ouder"],
                ["Kindje", "Anna", "van der", "Vrolijk", "anna@school.example"],
                ["Kindje", "Ben", "", "Groen", "ben@school.example"],
            ]
        ),
        [Parent(2, "Anna van der Vrolijk", "anna@school.example"), Parent(3, "Ben Groen", "ben@school.example")],
        columns={
            "Voornaam ouder": "name",
            "Tussenvoegsel ouder": "name",
            "Achternaam ouder": "name",
            "E-mailadres ouder": "email",
        },
    ),
    Case(
        "two parents in one row",
        sheet(
            [
                ["Leerling", "Groep", "Ouder 1", "E-mail ouder 1", "Mobiel ouder 1", "Ouder 2", "E-mail ouder 2", "PC"],
                ["Kindje", "4", "Anna Vrolijk", "anna@school.example", "0612345678", "Ben Groen", "ben@school.example"],
                ["Kindje", "5", "Cor Blij", "cor@school.example", "", "", "", "3361AB"],
            ]
        ),
        [
            Parent(2, "Anna Vrolijk", "anna@school.example", "+31612345678"),
            Parent(2, "Ben Groen", "ben@school.example"),
            Parent(3, "Cor Blij", "cor@school.example", None, "3361 AB"),
        ],
    ),
    Case(
        "mother and father, the pupil's own name without a word for it",
        sheet(
            [
                ["Roepnaam", "Achternaam", "Groep", "Naam moeder", "E-mail moeder", "Naam vader", "E-mail vader"],
                ["Kindje", "Vrolijk", "4", "Anna Vrolijk", "anna@school.example", "Ben Groen", "ben@school.example"],
            ]
        ),
        [Parent(2, "Anna Vrolijk", "anna@school.example"), Parent(2, "Ben Groen", "ben@school.example")],
    ),
    Case(
        "a pupil's name beside addresses of parents is not a parent's name",
        sheet(
            [
                ["Naam", "Groep", "E-mail ouder 1", "E-mail ouder 2"],
                ["Kindje Vrolijk", "4", "anna@school.example", "ben@school.example"],
            ]
        ),
        [Parent(2, None, "anna@school.example"), Parent(2, None, "ben@school.example")],
        problems=[(1, "name")],
    ),
    Case(
        "header in two rows with merged labels",
        sheet(
            [
                ["", "Ouder 1", "", "", "Ouder 2", "", ""],
                ["Leerling", "Naam", "E-mail", "Telefoon", "Naam", "E-mail", "Telefoon"],
                ["Kindje", "Anna", "anna@school.example", "0612345678", "Ben", "ben@school.example", "0612345679"],
            ],
            merged=["B1:D1", "E1:G1"],
        ),
        [
            Parent(3, "Anna", "anna@school.example", "+31612345678"),
            Parent(3, "Ben", "ben@school.example", "+31612345679"),
        ],
        skipped=[1],
    ),
    Case(
        "one sheet for each class, teachers and an explanation beside them",
        book(
            {
                "Uitleg": [["Deze lijst niet doorsturen"]],
                "Groep 4": [HEAD, ANNA],
                "Groep 5": [["Groep 5"], HEAD, BEN],
                "Leerkrachten": [HEAD, ["Juf Zon", "zon@school.example", "0612345670", ""]],
                "Lijstjes": [["ja", "nee"], ["x", ""]],
            }
        ),
        [Parent(2, *READ_ANNA), Parent(3, *READ_BEN)],
        skipped=[1],
        sheets=["Groep 4", "Groep 5"],
    ),
    Case(
        "dividers, subtotals and the header again",
        sheet(
            [
                HEAD,
                ["Groep 4"],
                ANNA,
                ["Subtotaal groep 4", "", "", 1],
                [],
                ["Groep 5", "", "", "1 leerling"],
                HEAD,
                BEN,
                ["Aantal: 1"],
                ["", "", "", "2 ouders"],
            ]
        ),
        [Parent(3, *READ_ANNA), Parent(8, *READ_BEN)],
        skipped=[2, 4, 6, 7, 9, 10],
    ),
    Case(
        "footers",
        sheet([HEAD, ANNA, [], ["Bron: administratie"], ["Deze lijst is vertrouwelijk."], ["EINDE LIJST"]]),
        [Parent(2, *READ_ANNA)],
        skipped=[4, 5, 6],
    ),
    Case(
        "a second table with its columns in another order",
        sheet([HEAD, ANNA, [], ["E-mail", "Naam ouder", "Postcode"], ["ben@school.example", "Ben de Groen", "3361AC"]]),
        [Parent(2, *READ_ANNA), Parent(5, "Ben de Groen", "ben@school.example", None, "3361 AC")],
        skipped=[4],
    ),
    Case(
        "a list of addresses only",
        sheet([["E-mail"], ["anna@school.example"], ["ben@school.example"]]),
        [Parent(2, None, "anna@school.example"), Parent(3, None, "ben@school.example")],
        problems=[(1, "name")],
    ),
    Case(
        "English headers",
        sheet(
            [
                ["First name", "Last name", "Email address", "Mobile phone", "ZIP code", "Home language", "Consent"],
                ["Anna", "Vrolijk", "anna@school.example", "+31 6 12345678", "3361AB", "English", "yes"],
            ]
        ),
        [Parent(2, "Anna Vrolijk", "anna@school.example", "+31612345678", "3361 AB", "en", consent=True)],
    ),
    Case(
        "questions of a web form",
        text(
            [
                [
                    "Tijdstempel",
                    "Wat is uw naam?",
                    "Wat is uw e-mailadres?",
                    "Op welk telefoonnummer kunnen wij u bereiken?",
                    "Welke taal spreekt u thuis?",
                    "Geeft u toestemming voor het sturen van een uitnodiging?",
                    "Hoe heet uw kind?",
                ],
                ["12-11-2026 9:30", "Anna Vrolijk", "anna@school.example", "0612345678", "Turks", "Ja", "Kindje"],
            ],
            delimiter=",",
        ),
        [Parent(2, "Anna Vrolijk", "anna@school.example", "+31612345678", None, "tr", consent=True)],
    ),
    Case(
        "an e-mail column under an unknown word",
        sheet([["Naam", "Bereikbaar", "Postcode"], ["Anna Vrolijk", "anna@school.example", "3361AB"]]),
        [Parent(2, "Anna Vrolijk", "anna@school.example", None, "3361 AB")],
    ),
    Case(
        "other people's columns are not the parent's",
        sheet(
            [
                ["Naam ouder", "E-mail", "E-mail leerkracht", "Telefoon huisarts", "BSN", "E-mail leerling"],
                ["Anna", "anna@school.example", "zon@school.example", "0184123456", "123456782", "k@school.example"],
            ]
        ),
        [Parent(2, "Anna", "anna@school.example")],
        columns={"Naam ouder": "name", "E-mail": "email"},
    ),
    Case(
        "empty rows between, a hidden sheet",
        book({"Ouders": [HEAD, [], ANNA, [], [], BEN], "Oud": [HEAD, ANNA]}, hidden=["Oud"]),
        [Parent(3, *READ_ANNA), Parent(6, *READ_BEN)],
        sheets=["Ouders"],
    ),
    Case(
        "formulas: the outcome counts, no outcome is named",
        sheet([HEAD, [("=A9&B9", "Anna Vrolijk"), "anna@school.example", "0612345678", "3361AB"]]),
        [Parent(2, *READ_ANNA)],
    ),
]
