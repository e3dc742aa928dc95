"""Tables of figures, each nasty in several ways at once; what each must be read as stood here before the reader."""

from __future__ import annotations

from tests.activities.nasty_files import EMOJI, NBSP, odd_book, old_mac, wide
from tests.activities.sheet_files import book, sheet, text
from tests.programmes.cases_figures import HEAD, KEY, LAND, READ, SLEEP, TOWN, Figures, down

NASTY_FIGURES = [
    Figures(
        "a header on row 12, an emoji above, spaces that do not break, a source below",
        sheet([[f"Jeugd {EMOJI}"], *([[]] * 10), HEAD, [*SLEEP[:3], f"25{NBSP}%", "50 procent", 312], ["Bron: GGD"]]),
        down(13),
        skipped=[1, 14],
    ),
    Figures(
        "carriage returns only, letters of Windows, decimals with a comma",
        old_mac([HEAD, ["Slaap", "Co\u00f6rdinatie", "15-16", "25,0", "50,0", "1.312"]]),
        [
            (2, "Slaap", "Co\u00f6rdinatie", "15-16", *TOWN, 0.25, 1312),
            (2, "Slaap", "Co\u00f6rdinatie", "15-16", *LAND, 0.5, 1312),
        ],
    ),
    Figures(
        "two header rows: the year over its places",
        sheet(
            [["", "", "", "2024", "", ""], ["Onderwerp", "Vraag", "Leeftijd", "Gemeente", "Nederland", "n"], SLEEP],
            merged=["D1:E1"],
        ),
        down(3),
        skipped=[1],
    ),
    Figures(
        "a hidden column, a hidden row and empty columns between",
        odd_book(
            [
                [
                    "Onderwerp",
                    "",
                    "Vraag",
                    "Leeftijd",
                    "Code",
                    "Gemeente 2024",
                    "",
                    "Nederland 2024",
                    "Aantal antwoorden",
                ],
                ["Slaap", "", KEY[1], "15-16", 17, 0.25, "", 0.5, 312],
            ],
            hidden_rows=[2],
            hidden_columns=[4],
        ),
        READ,
    ),
    Figures(
        "headings in English, a row for each figure",
        text(
            [
                ["Topic", "Question", "Age group", "Area", "Year", "Share (%)", "Respondents (n)"],
                [*KEY, "Gemeente", "2024", "25", "312"],
                [*KEY, "Nederland", "2024", "50", "312"],
            ],
            encoding="utf-16",
            delimiter="\t",
        ),
        [READ[0], (3, *READ[1][1:])],
    ),
    Figures(
        "an explanation and a table of sources before the figures",
        book(
            {
                "Toelichting": [["Vraag", "Bel de GGD"], ["Jaar", 2024]],
                "Bronnen": [["Bron", "Jaar"], ["Monitor", 2024]],
                "Tabel": [HEAD, SLEEP],
            }
        ),
        READ,
    ),
    Figures(
        "numbers as text in wide digits, an N with a letter",
        sheet([HEAD, [*SLEEP[:3], wide("25%"), wide("50,0") + "%", "N = " + wide("312")]]),
        READ,
    ),
    Figures(
        "an open quote in a question",
        b'Vraag,Gemeente 2024\r\n"Slaapt slecht,25%\r\nDroomt,50%\r\n',
        [(2, None, "Slaapt slecht", None, *TOWN, 0.25, None), (3, None, "Droomt", None, *TOWN, 0.5, None)],
    ),
    Figures(
        "the same row twice, an average below, and too few in many words",
        sheet(
            [
                HEAD,
                SLEEP,
                SLEEP,
                [*SLEEP[:3], "n<5", "te weinig antwoorden", 40],
                ["Gemiddelde", "", "", 0.25, 0.5, 624],
            ]
        ),
        [*READ, *down(3)],
        problems=[(4, "share"), (4, "share")],
        skipped=[5],
    ),
    Figures(
        "the year in the name of the sheet",
        sheet([["Vraag", "Gebied", "Percentage"], ["Droomt", "Gemeente", "25%"]], name="Monitor 2024"),
        [(2, None, "Droomt", None, *TOWN, 0.25, None)],
    ),
]
