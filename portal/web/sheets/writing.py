"""Writing lists as files that a spreadsheet opens as they are: what is text stays text, whatever it begins with."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

import xlsxwriter
from django.utils import timezone

from portal.web.sheets.cells import PLAIN, plain

Cell = str | int | float | Decimal | bool | date | datetime | time | None
CSV, XLSX = "csv", "xlsx"
MEDIA = {
    CSV: "text/csv; charset=utf-8",
    XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
FORMATS: dict[type, str] = {date: "dd-mm-yyyy", datetime: "dd-mm-yyyy hh:mm", time: "hh:mm"}
_LONGEST = 32_000
_WIDEST = 40


def write(form: str, titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Give the bytes of a list in this form, csv or xlsx; raises KeyError for another."""
    return {CSV: write_csv, XLSX: write_xlsx}[form](titles, rows)


def write_csv(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """UTF-8 with a mark, semicolons and commas for decimals, as spreadsheets here expect it."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n")
    writer.writerow([defused(title) for title in titles])
    writer.writerows([_written(value) for value in row] for row in rows)
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _written(value: Cell) -> str:
    if isinstance(value, str):
        return defused(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return _yes_or_no(value)
    if isinstance(value, datetime):
        return f"{_local(value):%d-%m-%Y %H:%M}"
    if isinstance(value, date):
        return f"{value:%d-%m-%Y}"
    return f"{value:%H:%M}" if isinstance(value, time) else str(value).replace(".", ",")


def defused(value: str) -> str:
    """Text of one line with an apostrophe before what a spreadsheet would take for a formula, in any width.

    The reader of lists takes that apostrophe off again: +31612345678 comes back as it was.
    """
    text = plain(value)[:_LONGEST]
    return f"'{text}" if text.translate(PLAIN)[:1] in set("=+-@|%") else text


def write_xlsx(titles: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook with typed columns and a header that stays in sight; each row leaves memory once it is written."""
    target = io.BytesIO()
    plainly = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(target, {"constant_memory": True, **plainly}) as book:
        sheet = book.add_worksheet()
        formats = {kind: book.add_format({"num_format": code}) for kind, code in FORMATS.items()}
        bold = book.add_format({"bold": True})
        sheet.freeze_panes(1, 0)
        for column, title in enumerate(titles):
            sheet.set_column(column, column, min(_WIDEST, max(12, len(title) + 4)))
            sheet.write_string(0, column, plain(title), bold)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                _write(sheet, number, column, value, formats)
    return target.getvalue()


def _write(sheet: Any, row: int, column: int, value: Cell, formats: dict[type, Any]) -> None:
    if isinstance(value, bool):
        sheet.write_string(row, column, _yes_or_no(value))
    elif isinstance(value, int | float | Decimal):
        sheet.write_number(row, column, value)
    elif isinstance(value, date | time):
        moment = _local(value) if isinstance(value, datetime) else value
        sheet.write_datetime(row, column, moment, formats[type(value)])
    elif value:
        sheet.write_string(row, column, plain(value)[:_LONGEST])


def _yes_or_no(value: bool) -> str:  # noqa: FBT001 - the value itself
    return "ja" if value else "nee"


def _local(moment: datetime) -> datetime:
    return timezone.make_naive(moment) if timezone.is_aware(moment) else moment
