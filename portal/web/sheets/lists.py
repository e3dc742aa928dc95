"""The reading of a list of any kind: its tables one after the other, what they give, and why there is nothing."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import ClassVar, Generic, TypeVar

from portal.web.sheets import Book, Question, SheetError, open_sheets
from portal.web.sheets.result import Column, Line, Place, Problem, ReadList
from portal.web.sheets.table import Table

T = TypeVar("T", bound=Table)
R = TypeVar("R", bound=Line)


class Gathered(ABC, Generic[T, R]):
    """What is found in the tables of one file; with several of them each problem names its sheet."""

    # Fields of columns that are parts of a field of a line: a day and a time make a start.
    parts: ClassVar[Mapping[str, str]] = {}

    def __init__(self, *, several: bool) -> None:
        self.several = several
        self.headings: dict[str, Column] = {}
        self.lines: list[R] = []
        self.problems: list[Problem] = []
        self.skipped: list[Place] = []

    @abstractmethod
    def take(self, table: T) -> None:
        """Read every row below the header of this table."""

    def problem(self, place: Place, field: str, words: str, *, used: bool = False) -> None:
        """Keep a cell to look at."""
        self.problems.append(Problem(place, field, words, used, with_sheet=self.several))

    def result(self, encoding: str | None) -> ReadList[R]:
        """All of it."""
        rows = (tuple(self.lines), tuple(self.problems), tuple(self.skipped))
        return ReadList(tuple(self.headings.values()), *rows, encoding, self.parts)


def read_list(
    content: bytes,
    *,
    encoding: str | None,
    find: Callable[[Book], list[T]],
    gathered: type[Gathered[T, R]],
    no_table: str,
    no_line: str,
) -> ReadList[R] | Question:
    """Give all that `gathered` takes from the tables that `find` finds, or ask in which letters the file is.

    Raises SheetError in words: with `no_table` or `no_line` where there is none, unless a sheet was left out for a
    reason of its own.
    """
    book = open_sheets(content, encoding=encoding)
    if isinstance(book, Question):
        return book
    found = find(book)
    if not found:
        raise SheetError(book.left_out[0] if book.left_out else no_table)
    reading = gathered(several=len(found) > 1)
    for table in found:
        reading.take(table)
    if not reading.lines:
        raise SheetError(no_line)
    return reading.result(book.encoding)
