"""What makes a workbook or text file nasty beside its words: hidden parts, the years of old Macs, odd letters."""

from __future__ import annotations

import io
from collections.abc import Iterable
from datetime import date

import xlsxwriter

from tests.activities.sheet_files import Rows, text

NBSP, EMOJI, RLM = "\u00a0", "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u200f"
ARABIC, HEBREW = "\u0646\u0648\u0631", "\u05e9\u05dc\u05d5\u05dd"
WIDE = str.maketrans("0123456789", "".join(chr(0xFF10 + digit) for digit in range(10)))


def wide(value: str) -> str:
    """The same with the full-width digits of an East Asian keyboard."""
    return value.translate(WIDE)


def odd_book(
    rows: Rows, *, since_1904: bool = False, hidden_rows: Iterable[int] = (), hidden_columns: Iterable[int] = ()
) -> bytes:
    """A workbook of one sheet; rows are hidden by the number that Excel shows, columns from 0."""
    target = io.BytesIO()
    workbook = xlsxwriter.Workbook(target, {"date_1904": since_1904, "strings_to_urls": False})
    sheet, dated = workbook.add_worksheet("Blad1"), workbook.add_format({"num_format": "dd-mm-yyyy"})
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            if isinstance(value, date):
                sheet.write_datetime(number, column, value, dated)
            elif value not in {"", None}:
                sheet.write(number, column, value)
    for number in hidden_rows:
        sheet.set_row(number - 1, None, None, {"hidden": True})
    for column in hidden_columns:
        sheet.set_column(column, column, None, None, {"hidden": True})
    workbook.close()
    return target.getvalue()


def old_mac(rows: Rows) -> bytes:
    """Text with carriage returns only, in the letters of Windows."""
    return text(rows, encoding="cp1252").replace(b"\r\n", b"\r")
