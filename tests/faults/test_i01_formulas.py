"""Row I1: whatever a text begins with, a spreadsheet that opens one of our files sees text. Row I2: and it comes back.

The negative control writes the same texts as openpyxl and a plain csv do: there they are formulas.
"""

from __future__ import annotations

import csv
import io
import re
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from partners.spec.parents import ParentSheet, read_parents
from portal.web.sheets.cells import plain
from portal.web.sheets.writing import Cell, write_csv, write_xlsx

SIGNS = [
    "=",
    "+",
    "-",
    "@",
    "\t=",
    "\r=",
    "\n=",
    "\x00=",
    "|",
    "%",
    "\uff1d",
    "\uff0b",
    "\uff0d",
    "\uff20",
    "\uff5c",
    "\uff05",
]
BODIES = [
    "1+1", "cmd|' /C calc'!A0", 'HYPERLINK("http://slecht.example","klik")', "SUM(A1:A9)", "31612345678",
    "2+5+cmd|' /C'!A", 'IMPORTXML("http://slecht.example","//a")', "@SUM(1)", "1", "A1",
    " 1+1", '"x"', "-1", "WEBSERVICE(1)",
]  # fmt: skip
PAYLOADS = [sign + body for body in BODIES for sign in SIGNS][:200]
LIVE = re.compile("^[=+\\-@|%\t\r\n\x00\uff1d\uff0b\uff0d\uff20\uff5c\uff05]")


def cells_of(content: bytes) -> list[object]:
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0)
    return [row[0] for row in sheet.to_python()]


def xml_of(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return book.read("xl/worksheets/sheet1.xml").decode()


def test_i01_a_workbook_holds_text_only() -> None:
    assert len(PAYLOADS) == 200
    content = write_xlsx(["Naam"], [[payload] for payload in PAYLOADS])
    assert cells_of(content)[1:] == [plain(payload) for payload in PAYLOADS]
    xml = xml_of(content)
    assert "<f>" not in xml
    assert set(re.findall(r'<c r="A\d+"(?: s="\d+")? t="(\w+)"', xml)) == {"inlineStr"}
    assert len(re.findall(r'<c r="A', xml)) == 201


def test_i01_a_text_file_begins_no_cell_with_a_formula() -> None:
    content = write_csv(["Naam", "Nog iets"], [[payload, payload] for payload in PAYLOADS])
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=";"))
    assert len(rows) == 201
    for row in rows[1:]:
        assert all(cell.startswith("'") or not LIVE.match(cell) for cell in row), row


def test_i01_negative_control_an_ordinary_writer_makes_formulas() -> None:
    book = openpyxl.Workbook()
    book.active.append(["=1+1"])  # type: ignore[union-attr]  # a new book has a sheet
    target = io.BytesIO()
    book.save(target)
    assert "<f>" in xml_of(target.getvalue())
    assert LIVE.match("=1+1")


@pytest.mark.parametrize("write", [write_csv, write_xlsx])
def test_i02_a_phone_number_comes_back_as_it_was(write: object) -> None:
    people = [["Anna Vrolijk", "anna@example.org", "+31612345678"], ["-Ben", "ben@example.org", "+31687654321"]]
    content = write(["Naam", "E-mail", "Telefoon"], people)  # type: ignore[operator]  # one of the two above
    found = read_parents(content)
    assert isinstance(found, ParentSheet)
    assert [row.phone for row in found.rows] == ["+31612345678", "+31687654321"]
    assert [row.email for row in found.rows] == ["anna@example.org", "ben@example.org"]


def test_columns_keep_their_type() -> None:
    moment = datetime(2026, 11, 24, 13, 5, tzinfo=UTC)
    row: list[Cell] = [date(2026, 3, 3), time(9, 30), moment, 12, Decimal("0.25"), 0.5, True, None, "Ş ç\nö"]
    titles = ["a", "b", "c", "d", "e", "f", "g", "h", "i"]
    content = write_xlsx(titles, [row])
    read = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1]
    assert read[0] == date(2026, 3, 3)
    assert read[1] == time(9, 30)
    assert read[2] == datetime.fromisoformat("2026-11-24T14:05")
    assert read[3:] == [12.0, 0.25, 0.5, "ja", "", "Ş ç ö"]
    assert 'state="frozen"' in xml_of(content)
    text = write_csv(titles, [row])
    assert text.startswith(b"\xef\xbb\xbf")
    assert text.decode("utf-8-sig").splitlines()[1] == "03-03-2026;09:30;24-11-2026 14:05;12;0,25;0,5;ja;;Ş ç ö"
