"""The cases: what goes wrong in lists of parents, written down before the reader existed."""

from __future__ import annotations

from tests.partners.sheet_files import Case, Parent, book, sheet, text

HEAD = ["Naam ouder", "E-mail", "Telefoon", "Postcode"]
ANNA = ["Anna Vrolijk", "anna@school.example", "06-12345678", "3361 AB"]
BEN = ["Ben de Groen", "ben@school.example", "0612345679", "3361ac"]
READ_ANNA = ("Anna Vrolijk", "anna@school.example", "+31612345678", "3361 AB")
READ_BEN = ("Ben de Groen", "ben@school.example", "+31612345679", "3361 AC")

LAYOUT = [
    Case(
        "titles above, total below",
        sheet(
            [["Ouderlijst groep 5"], ["bijgewerkt: 12-11-2026"], [], HEAD, ANNA, BEN, [], ["Totaal", "", "", "2 ouders"]]
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

CELLS = [
    Case(
        "addresses",
        sheet(
            [
                ["Naam", "E-mailadres"],
                ["A. Een", "mailto:een@school.example"],
                ["B. Twee", "Bea Twee <twee@school.example>"],
                ["C. Drie", "drie@school.example; ook@school.example"],
                ["D. Vier", " VIER@SCHOOL.EXAMPLE "],
                ["E. Vijf", "vijf@school"],
                ["F. Zes", "zes.school.example"],
                ["G. Zeven", "geen"],
                ["H. Acht", "acht @ school.example"],
                ["I. Negen", "negen@school.example."],
                ["J. Tien", "tien@school,example"],
                ["K. Elf", "nvt"],
            ]
        ),
        [
            Parent(2, "A. Een", "een@school.example"),
            Parent(3, "B. Twee", "twee@school.example"),
            Parent(4, "C. Drie", "drie@school.example"),
            Parent(5, "D. Vier", "vier@school.example"),
            Parent(6, "E. Vijf"),
            Parent(7, "F. Zes"),
            Parent(8, "G. Zeven"),
            Parent(9, "H. Acht", "acht@school.example"),
            Parent(10, "I. Negen", "negen@school.example"),
            Parent(11, "J. Tien"),
            Parent(12, "K. Elf"),
        ],
        problems=[(4, "email"), (6, "email"), (7, "email"), (8, "email"), (11, "email"), (12, "email")],
    ),
    Case(
        "telephone numbers",
        sheet(
            [
                ["Naam", "E-mail", "Vast", "Mobiel"],
                ["A. Een", "a@school.example", "", 612345678],
                ["B. Twee", "b@school.example", "0184-412345", "0031612345679"],
                ["C. Drie", "c@school.example", "0184 41 23 45", ""],
                ["D. Vier", "d@school.example", "", "+31 (0)6 12 34 56 70"],
                ["E. Vijf", "e@school.example", "", "06-1234567"],
                ["F. Zes", "f@school.example", "", "+32 475 12 34 56"],
                ["G. Zeven", "g@school.example", "", "06-12345671 / 06-12345672"],
                ["H. Acht", "h@school.example", "", "6,12E+08"],
                ["I. Negen", "i@school.example", "", "06-12345673 (na 18 uur)"],
                ["J. Tien", "j@school.example", "", "bellen via school"],
                ["K. Elf", "k@school.example", "", "31612345674"],
                ["L. Twaalf", "l@school.example", "", "\u2019+31612345675"],
            ]
        ),
        [
            Parent(2, "A. Een", "a@school.example", "+31612345678"),
            Parent(3, "B. Twee", "b@school.example", "+31612345679"),
            Parent(4, "C. Drie", "c@school.example", "+31184412345"),
            Parent(5, "D. Vier", "d@school.example", "+31612345670"),
            Parent(6, "E. Vijf", "e@school.example"),
            Parent(7, "F. Zes", "f@school.example", "+32475123456"),
            Parent(8, "G. Zeven", "g@school.example", "+31612345671"),
            Parent(9, "H. Acht", "h@school.example"),
            Parent(10, "I. Negen", "i@school.example", "+31612345673"),
            Parent(11, "J. Tien", "j@school.example"),
            Parent(12, "K. Elf", "k@school.example", "+31612345674"),
            Parent(13, "L. Twaalf", "l@school.example", "+31612345675"),
        ],
        problems=[(6, "phone"), (8, "phone"), (9, "phone"), (11, "phone")],
    ),
    Case(
        "postcodes and numbers as numbers",
        sheet(
            [
                ["Naam", "Tel", "PC"],
                ["A. Een", 612345678.0, 3361.0],
                ["B. Twee", "+31612345679", "3361-ab"],
                ["C. Drie", "+31612345670", "3361 AB Sliedrecht"],
                ["D. Vier", "+31612345671", "336"],
                ["E. Vijf", "+31612345672", "onbekend"],
                ["F. Zes", "+31612345673", "46446"],
            ]
        ),
        [
            Parent(2, "A. Een", None, "+31612345678", "3361"),
            Parent(3, "B. Twee", None, "+31612345679", "3361 AB"),
            Parent(4, "C. Drie", None, "+31612345670", "3361 AB"),
            Parent(5, "D. Vier", None, "+31612345671"),
            Parent(6, "E. Vijf", None, "+31612345672"),
            Parent(7, "F. Zes", None, "+31612345673"),
        ],
        problems=[(5, "postcode"), (7, "postcode")],
    ),
    Case(
        "languages",
        sheet(
            [
                ["Naam", "Tel", "Thuistaal"],
                ["A. Een", "0612345671", "nl / tr"],
                ["B. Twee", "0612345672", "onbekend"],
                ["C. Drie", "0612345673", "OEKRAIENS"],
                ["D. Vier", "0612345674", "Arabisch en Nederlands"],
                ["E. Vijf", "0612345675", "Elfs"],
                ["F. Zes", "0612345676", "Türkçe"],
                ["G. Zeven", "0612345677", "pl"],
            ]
        ),
        [
            Parent(2, "A. Een", None, "+31612345671", None, "tr"),
            Parent(3, "B. Twee", None, "+31612345672"),
            Parent(4, "C. Drie", None, "+31612345673", None, "uk"),
            Parent(5, "D. Vier", None, "+31612345674", None, "ar"),
            Parent(6, "E. Vijf", None, "+31612345675"),
            Parent(7, "F. Zes", None, "+31612345676", None, "tr"),
            Parent(8, "G. Zeven", None, "+31612345677", None, "pl"),
        ],
        problems=[(6, "language")],
    ),
    Case(
        "consent; consent for photographs is another thing",
        sheet(
            [
                ["Naam", "Tel", "Toestemming foto's", "Toestemming (J/N)"],
                ["A. Een", "0612345671", "ja", "J"],
                ["B. Twee", "0612345672", "ja", "nee"],
                ["C. Drie", "0612345673", "ja", ""],
                ["D. Vier", "0612345674", "ja", "x"],
                ["E. Vijf", "0612345675", "ja", True],
                ["F. Zes", "0612345676", "ja", "nog vragen"],
                ["G. Zeven", "0612345677", "ja", "?"],
            ]
        ),
        [
            Parent(2, "A. Een", None, "+31612345671", consent=True),
            Parent(3, "B. Twee", None, "+31612345672", consent=False),
            Parent(4, "C. Drie", None, "+31612345673"),
            Parent(5, "D. Vier", None, "+31612345674", consent=True),
            Parent(6, "E. Vijf", None, "+31612345675", consent=True),
            Parent(7, "F. Zes", None, "+31612345676"),
            Parent(8, "G. Zeven", None, "+31612345677"),
        ],
        problems=[(7, "consent")],
    ),
    Case(
        "names",
        sheet(
            [
                ["Naam", "Tel"],
                ["KAJA VAN DEN VROLIJK", "0612345671"],
                ["Fam. Groen", "0612345672"],
                ["Vrolijk, Anna van der", "0612345673"],
                ["  Ben   de\u00a0Groen ", "0612345674"],
                ["\uff21nna \uff27roen", "0612345675"],
                ["mevr. C. Blij", "0612345676"],
                ["D\u200bora", "0612345677"],
            ]
        ),
        [
            Parent(2, "Kaja van den Vrolijk", None, "+31612345671"),
            Parent(3, "Fam. Groen", None, "+31612345672"),
            Parent(4, "Anna van der Vrolijk", None, "+31612345673"),
            Parent(5, "Ben de Groen", None, "+31612345674"),
            Parent(6, "Anna Groen", None, "+31612345675"),
            Parent(7, "C. Blij", None, "+31612345676"),
            Parent(8, "Dora", None, "+31612345677"),
        ],
    ),
    Case(
        "doubles within the list",
        sheet([HEAD, ANNA, BEN, ["Anna Vrolijk", "ANNA@school.example ", "", ""], ["Ben de Groen", "", "0612345679", ""]]),
        [
            Parent(2, *READ_ANNA),
            Parent(3, *READ_BEN),
            Parent(4, "Anna Vrolijk", "anna@school.example"),
            Parent(5, "Ben de Groen", None, "+31612345679"),
        ],
        problems=[(4, "email"), (5, "phone")],
    ),
    Case(
        "nobody to reach, nobody at all",
        sheet([[*HEAD, "Taal"], ["Anna Vrolijk", "", "", "3361AB"], ["", "", "", "3361AC", "Turks"], ["", *BEN[1:]]]),
        [Parent(2, "Anna Vrolijk", None, None, "3361 AB"), Parent(4, None, *READ_BEN[1:])],
        problems=[(2, "email"), (3, "name"), (4, "name")],
        skipped=[3],
    ),
    Case(
        "letters that were lost in an earlier step",
        text(
            [
                ["Achternaam", "Voorletters", "Tussenv.", "Email"],
                ["ukasik", "X.", "", "xenia.lukasik@school.example"],
                ["Yldz", "I.", "van der", "ilse.yildiz@school.example"],
                ["Çelik", "K.", "de", "kaja.celik@school.example"],
            ],
            encoding="cp1252",
        ),
        [
            Parent(2, "X. ukasik", "xenia.lukasik@school.example"),
            Parent(3, "I. van der Yldz", "ilse.yildiz@school.example"),
            Parent(4, "K. de Çelik", "kaja.celik@school.example"),
        ],
        problems=[(2, "name"), (3, "name")],
    ),
]

ROWS = [["Naam", "E-mail"], ["Zoë Çelik", "zoe.celik@school.example"], ["Åse Nuñez", "ase.nunez@school.example"]]
FAR = [["Naam", "E-mail"], ["Zoë Şahin", "zoe.sahin@school.example"], ["Łukasz Yıldız", "l.yildiz@school.example"]]
READ_ROWS = [Parent(2, "Zoë Çelik", "zoe.celik@school.example"), Parent(3, "Åse Nuñez", "ase.nunez@school.example")]
READ_FAR = [
    Parent(2, "Zoë Şahin", "zoe.sahin@school.example"),
    Parent(3, "Łukasz Yıldız", "l.yildiz@school.example"),
]

TEXT = [
    Case("UTF-8", text(FAR), READ_FAR),
    Case("UTF-8 with a mark", text(FAR, encoding="utf-8-sig"), READ_FAR),
    Case("UTF-16 little, tabs", text(FAR, encoding="utf-16", delimiter="\t"), READ_FAR),
    Case("UTF-16 big with a mark", b"\xfe\xff" + text(FAR, encoding="utf-16-be"), READ_FAR),
    Case("UTF-16 little without a mark", text(FAR, encoding="utf-16-le"), READ_FAR),
    Case("UTF-16 big without a mark", text(FAR, encoding="utf-16-be", delimiter=","), READ_FAR),
    Case("cp1252 with commas", text(ROWS, encoding="cp1252", delimiter=","), READ_ROWS),
    Case("latin-1 with tabs", text(ROWS, encoding="latin-1", delimiter="\t"), READ_ROWS),
    Case("only carriage returns", text(ROWS, encoding="cp1252", newline="\r"), READ_ROWS),
    Case("only line feeds", text(ROWS, newline="\n"), READ_ROWS),
    Case("a line that names the delimiter", b"sep=;\r\n" + text(ROWS), READ_ROWS),
    Case(
        "quotes, a delimiter and a line end inside",
        b'"Naam";"E-mail";"Opmerking"\r\n"Zo\xc3\xab ""Zon"" Blij";"zoe@school.example";"belt; liever\r\nniet mailen"\r\n'
        b'"Ben";"ben@school.example";""\r\n',
        [Parent(2, 'Zoë "Zon" Blij', "zoe@school.example"), Parent(3, "Ben", "ben@school.example")],
    ),
    Case(
        "a quote that is never closed",
        b'Naam;E-mail;Tel\r\n"Anna;anna@school.example;0612345678\r\nBen;ben@school.example;0612345679\r\n'
        b"Cor;cor@school.example;0612345670\r\n",
        [
            Parent(2, "Anna", "anna@school.example", "+31612345678"),
            Parent(3, "Ben", "ben@school.example", "+31612345679"),
            Parent(4, "Cor", "cor@school.example", "+31612345670"),
        ],
        problems=[(2, "name")],
    ),
    Case(
        "two open quotes that seem to close each other",
        b'Naam;E-mail;Tel\r\n"Anna;anna@school.example;0612345678\r\nBen;ben@school.example;0612345679\r\n'
        b'Cor";cor@school.example;0612345670\r\n',
        [
            Parent(2, "Anna", "anna@school.example", "+31612345678"),
            Parent(3, "Ben", "ben@school.example", "+31612345679"),
            Parent(4, "Cor", "cor@school.example", "+31612345670"),
        ],
        problems=[(2, "name"), (4, "name")],
    ),
    Case(
        "rows with another delimiter than the header",
        b"Naam;E-mail;Tel\r\nAnna;anna@school.example;0612345678\r\nBen,ben@school.example,0612345679\r\n",
        [
            Parent(2, "Anna", "anna@school.example", "+31612345678"),
            Parent(3, "Ben", "ben@school.example", "+31612345679"),
        ],
    ),
    Case(
        "titles, blank lines and a total",
        "Lijst ouders\n\nNaam;E-mail;Tel\nAnna;anna@school.example;\n\nTotaal;;1\n".encode("utf-16"),
        [Parent(4, "Anna", "anna@school.example")],
        skipped=[1, 6],
    ),
]

CASES = [*LAYOUT, *CELLS, *TEXT]

# Bytes that more than one alphabet explains: the reader must ask, and one of its choices must be right.
QUESTIONS = {
    "Turkish": ("cp1254", FAR[:2]),
    "Polish": ("cp1250", [["Naam", "E-mail"], ["Łukasz Dębiński", "lukasz.debinski@school.example"]]),
    "Polish, one letter": ("cp1250", [["Naam", "E-mail"], ["Jan Koński", "jan.konski@school.example"]]),
    "Czech": ("cp1250", [["Naam", "E-mail"], ["Eva Horčičková", "eva.horcickova@school.example"]]),
    "DOS": ("cp850", ROWS),
    "old Mac": ("mac_roman", [["Naam", "E-mail"], ["Renée Gündüz", "renee.gunduz@school.example"]]),
    "Cyrillic": ("cp1251", [["Naam", "E-mail"], ["Олена Коваль", "olena.koval@school.example"]]),
}
