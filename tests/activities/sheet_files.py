"""Lists of meetings and of who came, as partners make them, each with the reading that was written down first."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

import xlsxwriter

Rows = Sequence[Sequence[Any]]


@dataclass(frozen=True)
class Meeting:
    """What one row must be read as; the row number is the one that Excel shows."""

    row: int
    title: str | None
    start: str | None
    end: str | None = None
    location: str | None = None
    audience: str | None = None
    capacity: int | None = None


@dataclass(frozen=True)
class Events:
    """A file, its meetings, the cells that must be named, and the rows that are no meeting."""

    name: str
    content: bytes
    meetings: Sequence[Meeting]
    problems: Sequence[tuple[int, str]] = ()
    skipped: Sequence[int] = ()
    columns: Mapping[str, str] | None = None


def book(sheets: Mapping[str, Rows], *, merged: Sequence[str] = (), hidden: Sequence[str] = ()) -> bytes:
    """Write a workbook; dates and times are real ones, a pair is a formula with its outcome."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"strings_to_formulas": False, "strings_to_urls": False})
    formats = {kind: workbook.add_format({"num_format": code}) for kind, code in FORMATS.items()}
    for name, rows in sheets.items():
        sheet = workbook.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                _write(sheet, number, column, value, formats)
        for span in merged:
            sheet.merge_range(span, _first(rows, span), formats.get(type(_first(rows, span))))
        if name in hidden:
            sheet.hide()
    workbook.close()
    return target.getvalue()


FORMATS: dict[type, str] = {date: "dd-mm-yyyy", datetime: "dd-mm-yyyy hh:mm", time: "hh:mm"}


def _write(sheet: Any, row: int, column: int, value: Any, formats: Mapping[type, Any]) -> None:
    if isinstance(value, tuple):
        sheet.write_formula(row, column, value[0], None, value[1])
    elif type(value) in formats:
        sheet.write_datetime(row, column, value, formats[type(value)])
    elif value not in {"", None}:
        sheet.write(row, column, value)


def _first(rows: Rows, span: str) -> Any:
    start = span.partition(":")[0]
    return rows[int(start[1:]) - 1][ord(start[0]) - ord("A")]


def sheet(rows: Rows, *, merged: Sequence[str] = (), name: str = "Lijst") -> bytes:
    return book({name: rows}, merged=merged)


def text(rows: Rows, *, delimiter: str = ";", encoding: str = "utf-8") -> bytes:
    target = io.StringIO(newline="")
    csv.writer(target, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return target.getvalue().encode(encoding)
