"""`manage.py inspect_sheet` keeps its contract: JSON on stdout, or one Dutch line on stderr and 2."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from portal.web.management.commands.inspect_sheet import Command
from tests.partners.cases_text import QUESTIONS
from tests.partners.sheet_files import ANNA, BEN, HEAD, sheet, text


def run(path: Path, **options: Any) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command(Command(), str(path), stdout=out, stderr=err, **{"kind": "parents", **options})
    except SystemExit as stopped:
        return int(stopped.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_shows_columns_rows_problems_and_skipped_rows(tmp_path: Path) -> None:
    path = tmp_path / "ouders.xlsx"
    path.write_bytes(sheet([["Lijst"], HEAD, ANNA, [*BEN[:1], "ben@school", *BEN[2:]], ["Totaal", "", "", 2]]))
    code, out, err = run(path)
    shown = json.loads(out)
    assert (code, err) == (0, "")
    assert shown["columns"] == {"Naam ouder": "name", "E-mail": "email", "Telefoon": "phone", "Postcode": "postcode"}
    assert shown["rows"][0] == {
        "name": "Anna Vrolijk",
        "email": "anna@school.example",
        "phone": "+31612345678",
        "postcode": "3361 AB",
        "language": None,
        "consent": None,
        "note": None,
    }
    assert shown["skipped"] == [1, 5]
    assert [(problem["row"], problem["field"]) for problem in shown["problems"]] == [(4, "email")]
    assert shown["problems"][0]["message"] == (
        "Rij 4: Het e-mailadres “ben@school” is niet compleet: het einde, zoals .nl, mist. Wij nemen het niet over."
    )


@pytest.mark.parametrize("kind", ["attendance", "events", "figures", "parents"])
def test_every_kind_says_in_dutch_what_it_misses(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(b"a;b\r\nc;d\r\n")
    code, out, err = run(path, kind=kind)
    assert (code, out) == (2, "")
    assert err.startswith("We vonden geen rij met")


def test_says_in_one_line_why_a_file_cannot_be_read(tmp_path: Path) -> None:
    path = tmp_path / "leeg.csv"
    path.write_bytes(b"")
    assert run(path) == (2, "", "Het bestand is leeg.\n")
    code, out, err = run(tmp_path / "weg.csv")
    assert (code, out) == (2, "")
    assert "kan niet worden geopend" in err


def test_asks_for_the_letters_and_takes_the_answer(tmp_path: Path) -> None:
    encoding, rows = QUESTIONS["Turkish"]
    path = tmp_path / "turks.csv"
    path.write_bytes(text(rows, encoding=encoding))
    code, out, err = run(path)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert "--encoding: cp1254" in err
    code, out, _err = run(path, encoding="cp1254")
    assert code == 0
    assert json.loads(out)["rows"][0]["name"] == "Zo\u00eb \u015eahin"


def test_needs_no_database() -> None:
    # The database fixture is not asked for: a query in this file would fail.
    assert Command.requires_system_checks == []
