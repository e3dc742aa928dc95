"""Opening spreadsheets that others made: which kind, which letters, which sheets; never what they mean."""

from __future__ import annotations

from dataclasses import replace

from portal.web.sheets import alphabets, delimited, kinds
from portal.web.sheets.errors import SheetError
from portal.web.sheets.grid import Book, Choice, Grid, Question, Remark, Row, Span, Value
from portal.web.sheets.limits import LIMITS, Limits
from portal.web.sheets.workbook import open_workbook

__all__ = [
    "LIMITS",
    "Book",
    "Choice",
    "Grid",
    "Limits",
    "Question",
    "Remark",
    "Row",
    "SheetError",
    "Span",
    "Value",
    "open_sheets",
]


def open_sheets(content: bytes, *, encoding: str | None = None, limits: Limits = LIMITS) -> Book | Question:
    """Give the sheets of a workbook (.xlsx) or text file (.csv), or ask which alphabet the text is in.

    `encoding` is the answer to such a question. Raises SheetError with a sentence for the reader.
    """
    kinds.refuse_unreadable(content, limits)
    if content.startswith(kinds.ZIP):
        return _taken_apart(open_workbook(content, limits), limits)
    decoded = alphabets.decode(content, encoding)
    if isinstance(decoded, Question):
        return decoded
    grid, delimiter = delimited.read(decoded.text, limits)
    return Book((delimited.taken_apart(grid, limits),), encoding=decoded.encoding, delimiter=delimiter)


def _taken_apart(book: Book, limits: Limits) -> Book:
    """As with sheets that are too large themselves, one that becomes so does not hide the others."""
    grids, left_out = list[Grid](), list(book.left_out)
    for grid in book.grids:
        try:
            grids.append(delimited.taken_apart(grid, limits))
        except SheetError as error:
            left_out.append(str(error))
    if not grids:
        raise SheetError(left_out[0])
    return replace(book, grids=tuple(grids), left_out=tuple(left_out))
