"""Lists of parents as organisations make them, each with the reading that was written down first."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[Any]]

HEAD = ["Naam ouder", "E-mail", "Telefoon", "Postcode"]
ANNA = ["Anna Vrolijk", "anna@school.example", "06-12345678", "3361 AB"]
BEN = ["Ben de Groen", "ben@school.example", "0612345679", "3361ac"]
READ_ANNA = ("Anna Vrolijk", "anna@school.example", "+31612345678", "3361 AB")
READ_BEN = ("Ben de Groen", "ben@school.example", "+31612345679", "3361 AC")


@dataclass(frozen=True)
class Parent:
    """What one row must be read as; the row number is the one that Excel shows."""

    row: int
    name: str | None
    email: str | None = None
    phone: str | None = None
    postcode: str | None = None
    language: str | None = None
    consent: bool | None = None


@dataclass(frozen=True)
class Case:
    """A file, the parents in it, the cells that must be named, and the rows that hold nobody."""

    name: str
    content: bytes
    parents: Sequence[Parent]
    problems: Sequence[tuple[int, str]] = ()
    skipped: Sequence[int] = ()
    columns: Mapping[str, str] | None = None
    sheets: Sequence[str] = field(default_factory=tuple)


def book(sheets: Mapping[str, Rows], *, merged: Sequence[str] = (), hidden: Sequence[str] = ()) -> bytes:
    """Write a workbook; a value that starts with `=` is a formula, a pair is a formula with its outcome."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target)
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, tuple):
                    sheet.write_formula(number, column, value[0], None, value[1])
                elif value not in {"", None}:
                    _write(sheet, number, column, value)
        for span in merged:
            sheet.merge_range(span, _first(rows, span))
        if name in hidden:
            sheet.hide()
    workbook.close()
    return target.getvalue()


def _write(sheet: Any, row: int, column: int, value: Any) -> None:
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, value)


def _first(rows: Rows, span: str) -> Any:
    start = span.partition(":")[0]
    return rows[int(start[1:]) - 1][ord(start[0]) - ord("A")]


def sheet(rows: Rows, *, merged: Sequence[str] = ()) -> bytes:
    return book({"Ouders": rows}, merged=merged)


def text(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8", newline: str = "\r\n") -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter, lineterminator=newline).writerows(rows)
    return target.getvalue().encode(encoding)
