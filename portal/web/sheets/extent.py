"""How much a sheet asks for, found before it is loaded.

Both were tried: one stray cell at XFD1048576 asks for gigabytes, and so does one long shared text in many cells.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from portal.web.sheets.limits import Limits
from portal.web.sheets.places import column_number

_PLACE = re.compile(r"^([A-Za-z]{1,4})(\d{1,8})$")


class TooFar(Exception):
    """The sheet has a filled cell beyond the limits."""

    def __init__(self, row: int, column: int) -> None:
        self.row, self.column = row, column
        super().__init__(f"{row}, {column}")


class TooMuchText(Exception):
    """All cells together hold more text than the limits allow."""


@dataclass(slots=True)
class Room:
    """What all parts of a workbook may use together; `shared` has the length of each shared text."""

    limits: Limits
    shared: list[int]
    characters: int = 0

    def take(self, characters: int) -> None:
        """Count the text of one cell; raises TooMuchText."""
        self.characters += characters
        if self.characters > self.limits.characters:
            raise TooMuchText


@dataclass(slots=True)
class Extent:
    """The furthest filled cell, and the formulas (row from 1, column from 0) that may have no outcome."""

    rows: int = 0
    columns: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)


def measure(part: bytes, room: Room) -> Extent:
    """Walk over the cells of a part; raises TooFar, TooMuchText or expat.ExpatError."""
    walk = _Walk(room)
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = walk.start
    parser.CharacterDataHandler = walk.characters
    parser.Parse(part, True)  # noqa: FBT003 - expat takes it by place
    walk.settle()
    return walk.extent


def shared_lengths(parts: Mapping[str, bytes]) -> list[int]:
    """Give the length of each text that cells refer to by number."""
    lengths: list[int] = []

    def start(name: str, _attributes: dict[str, str]) -> None:
        if name.rpartition(":")[2] == "si":
            lengths.append(0)

    def characters(data: str) -> None:
        if lengths:
            lengths[-1] += len(data)

    for name, part in parts.items():
        if name.lower().endswith("sharedstrings.xml"):
            parser = expat.ParserCreate()
            parser.StartElementHandler, parser.CharacterDataHandler = start, characters
            parser.Parse(part, True)  # noqa: FBT003 - expat takes it by place
    return lengths


class _Walk:
    def __init__(self, room: Room) -> None:
        self.room, self.limits, self.extent = room, room.limits, Extent()
        self.row = self.column = 0
        self.kind = self.tag = self.value = ""

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.tag = name.rpartition(":")[2]
        if self.tag == "c":
            self.settle()
            self._cell(attributes)
        elif self.tag in {"v", "is", "f"}:
            self._filled()
        elif self.tag == "row":
            self.row, self.column = _number(attributes.get("r")) or self.row + 1, 0

    def characters(self, data: str) -> None:
        if self.tag == "v" and self.kind == "s":
            self.value += data
        else:
            self.room.take(len(data))

    def settle(self) -> None:
        """Count the shared text that the last cell referred to."""
        index = _number(self.value.strip())
        if self.value and index < len(self.room.shared):
            self.room.take(self.room.shared[index])
        self.value = ""

    def _cell(self, attributes: dict[str, str]) -> None:
        self.kind = attributes.get("t", "")
        place = _PLACE.match(attributes.get("r", ""))
        if place is None:
            self.column += 1
        else:
            self.column, self.row = column_number(place[1]), int(place[2])

    def _filled(self) -> None:
        extent, limits = self.extent, self.limits
        extent.rows, extent.columns = max(extent.rows, self.row), max(extent.columns, self.column)
        cells = extent.rows * extent.columns
        if extent.rows > limits.rows or extent.columns > limits.columns or cells > limits.cells:
            raise TooFar(self.row, self.column)
        if self.tag == "f" and self.kind != "str":
            extent.formulas.add((self.row, self.column - 1))


def _number(value: str | None) -> int:
    return int(value) if value and value.isdigit() and len(value) < 9 else 0  # noqa: PLR2004 - a row has 7 digits
