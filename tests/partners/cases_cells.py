"""What stands in one cell: addresses, numbers, postcodes, languages, consent, names."""

from __future__ import annotations

from tests.partners.sheet_files import ANNA, BEN, HEAD, READ_ANNA, READ_BEN, Case, Parent, sheet, text

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
                ["L. Twaalf", "twaalf mail@school.example"],
                ["M. Dertien", "e-mail: dertien@school.example (werk)"],
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
            Parent(13, "L. Twaalf"),
            Parent(14, "M. Dertien", "dertien@school.example"),
        ],
        problems=[(row, "email") for row in (4, 6, 7, 8, 11, 12, 13)],
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
                ["H. Acht", "0612345678", "ja", "geen bezwaar"],
                ["I. Negen", "0612345679", "ja", "Ja, per mail"],
                ["J. Tien", "0612345670", "ja", "n.v.t."],
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
            Parent(9, "H. Acht", None, "+31612345678"),
            Parent(10, "I. Negen", None, "+31612345679", consent=True),
            Parent(11, "J. Tien", None, "+31612345670"),
        ],
        problems=[(7, "consent"), (9, "consent")],
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
                ["IJSBRAND O'BRIEN-DE VRIES", "0612345678"],
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
            Parent(9, "IJsbrand O'Brien-de Vries", None, "+31612345678"),
        ],
    ),
    Case(
        "names in columns, some in capitals",
        sheet(
            [
                ["Voornaam", "Voorletters", "Tussenvoegsel", "Achternaam", "Tel"],
                ["Anna", "A.", "van der", "VROLIJK", "0612345671"],
                ["AN", "", "VAN DER", "VROLIJK", "0612345672"],
                ["", "C.", "", "Groen, van", "0612345673"],
                ["Dora", "", "van", "van Blij", "0612345674"],
            ]
        ),
        [
            Parent(2, "Anna van der Vrolijk", None, "+31612345671"),
            Parent(3, "An van der Vrolijk", None, "+31612345672"),
            Parent(4, "C. van Groen", None, "+31612345673"),
            Parent(5, "Dora van Blij", None, "+31612345674"),
        ],
    ),
    Case(
        "doubles within the list",
        sheet(
            [HEAD, ANNA, BEN, ["Anna Vrolijk", "ANNA@school.example ", "", ""], ["Ben de Groen", "", "0612345679", ""]]
        ),
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
