"""The two lists that organisations gave; the figures were counted by hand and by another program."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

from partners.spec.parents import ParentSheet, read_parents

SHARED = Path(os.environ.get("SHARED", Path(__file__).resolve().parents[3] / "shared"))
FOLDER = SHARED / "data" / "spreadsheets"


def rows_with(found: ParentSheet, field: str, *, used: bool) -> list[int]:
    return [problem.place.row for problem in found.problems if problem.field == field and problem.used is used]


def check_school(found: ParentSheet) -> None:
    assert found.sheets == ("Ouders 26-27",)
    assert [row.place.row for row in found.rows] == list(range(6, 148))
    assert [place.row for place in found.skipped] == [1, 2, 149]
    assert rows_with(found, "email", used=False) == [9, 113, 147]
    assert rows_with(found, "email", used=True) == [26, 43, 46, 72, 79]
    assert rows_with(found, "phone", used=False) == []
    assert {row.place.row: row.double_of.row for row in found.rows if row.double_of} == {46: 13, 72: 18}
    assert sum(row.phone is None for row in found.rows) == 16
    assert Counter(row.language for row in found.rows) == {
        "nl": 28, "uk": 14, "ar": 13, "ti": 12, "tr": 18, "es": 10, "en": 9, "so": 8, "pl": 6, None: 24,
    }  # fmt: skip
    assert Counter(len(row.postcode or "") for row in found.rows) == {4: 49, 7: 93}
    assert all(row.name and row.consent is None for row in found.rows)
    by_row = {row.place.row: row for row in found.rows}
    assert by_row[72].name == "Kaja van den Verhoeven"
    assert by_row[7].phone == "+31610140487"
    assert by_row[61].email == "ilse.celik54@example.org"
    assert by_row[8].name == "Zofia ten \u0141ukasik"
    assert "Groep" not in found.columns


def check_cjg(found: ParentSheet) -> None:
    assert (found.encoding, found.delimiter) == ("cp1252", ";")
    assert [row.place.row for row in found.rows] == list(range(2, 182))
    assert found.skipped == ()
    assert Counter(row.consent for row in found.rows) == {True: 127, False: 23, None: 30}
    assert sum(row.phone is None for row in found.rows) == 20
    assert sum(row.email is None for row in found.rows) == 10
    assert Counter(row.language for row in found.rows) == {
        "nl": 35, "so": 19, "tr": 29, "uk": 14, "en": 12, "es": 12, "pl": 11, "ti": 10, "ar": 9, None: 29,
    }  # fmt: skip
    lost = [25, 32, 36, 41, 42, 45, 50, 76, 82, 84, 86, 91, 97, 99, 107, 113, 114, 115, 119, 132, 134, 145, 154, 164]
    assert [(problem.place.row, problem.field) for problem in found.problems] == [(row, "name") for row in lost]
    assert found.rows[0].name == "X. van der Dijkman"
    assert found.rows[0].phone == "+31670401755"
    assert {row.name for row in found.rows} >= {"K. de Çelik", "A. Br\u00f8ndum", "\u00dc. van den Ubbink"}


CHECKS = {"ouderlijst_basisschool.xlsx": check_school, "aanmeldingen_cjg.csv": check_cjg}


def test_the_given_lists() -> None:
    # Where they are not beside the project, the generated lists of `cases_*.py` stand for them.
    for name, check in CHECKS.items():
        if (FOLDER / name).exists():
            found = read_parents((FOLDER / name).read_bytes())
            assert isinstance(found, ParentSheet)
            check(found)
