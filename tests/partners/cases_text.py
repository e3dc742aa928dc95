"""How text files are written: alphabets, delimiters, quotes, line ends."""

from __future__ import annotations

from tests.partners.sheet_files import Case, Parent, text

ROWS = [["Naam", "E-mail"], ["Zoë Çelik", "zoe.celik@school.example"], ["Åse Nuñez", "ase.nunez@school.example"]]
FAR = [
    ["Naam", "E-mail"],
    ["Zoë Şahin", "zoe.sahin@school.example"],
    ["Łukasz Y\u0131ld\u0131z", "l.yildiz@school.example"],
]
READ_ROWS = [Parent(2, "Zoë Çelik", "zoe.celik@school.example"), Parent(3, "Åse Nuñez", "ase.nunez@school.example")]
READ_FAR = [
    Parent(2, "Zoë Şahin", "zoe.sahin@school.example"),
    Parent(3, "Łukasz Y\u0131ld\u0131z", "l.yildiz@school.example"),
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
        b'"Naam";"E-mail";"Opmerking"\r\n"Zo\xc3\xab ""Zon"" Blij";"zoe@school.example";'
        b'"belt; liever\r\nniet mailen"\r\n'
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
