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

# As programmes write them, and nothing else: what loads the sheet takes a number of any length at its word.
_PLACE = re.compile(r"([A-Za-z]{1,3})([1-9][0-9]{0,6})")
_ROW = re.compile(r"[1-9][0-9]{0,6}")
_STEP = 64 * 1024
_INDEX = re.compile(r"[0-9]{1,20}")
MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384


class Odd(Exception):
    """The part says something that no spreadsheet programme writes."""


class TooFar(Exception):
    """The sheet has a filled cell beyond the limits."""

    def __init__(self, row: int, column: int) -> None:
        self.row, self.column = row, column
        super().__init__(f"{row}, {column}")


class TooMuchText(Exception):
    """All parts together hold more text, or more marks, than the limits allow."""


@dataclass(slots=True)
class Room:
    """What all parts of a workbook may use together; `shared` has the length of each shared text."""

    limits: Limits
    shared: list[int] = field(default_factory=list)
    characters: int = 0
    elements: int = 0

    def mark(self) -> None:
        """Count one mark, with or without text; raises TooMuchText."""
        self.elements += 1
        if self.elements > self.limits.elements:
            raise TooMuchText

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
    merged: int = 0
    formulas: set[tuple[int, int]] = field(default_factory=set)


def measure(part: bytes, room: Room) -> Extent:
    """Walk over the cells of a part; raises Odd, TooFar, TooMuchText or expat.ExpatError."""
    walk = _Walk(room)
    parser = _parser()
    parser.StartElementHandler = walk.start
    parser.EndElementHandler = walk.end
    parser.CharacterDataHandler = walk.characters
    _parse(parser, part, room.limits)
    return walk.extent


def _parse(parser: expat.XMLParserType, part: bytes, limits: Limits) -> None:
    """Read step by step, and stop at a mark that never ends: one with all its attributes takes gigabytes."""
    for start in range(0, len(part), _STEP):
        parser.Parse(part[start : start + _STEP], False)  # noqa: FBT003 - expat takes it by place
        if start + _STEP - parser.CurrentByteIndex > limits.index:
            raise Odd
    parser.Parse(b"", True)  # noqa: FBT003 - the same


def _parser() -> expat.XMLParserType:
    """Read UTF-8 and nothing else: of any other alphabet this and the library might each make something else."""
    parser = expat.ParserCreate("utf-8")
    parser.XmlDeclHandler = _declared
    return parser


def _declared(_version: str, encoding: str | None, _standalone: int) -> None:
    if encoding and encoding.lower() not in {"utf-8", "us-ascii"}:
        raise Odd


def measure_shared(parts: Mapping[str, bytes], room: Room) -> None:
    """Note the length of each text that cells refer to by number; raises as `measure` does."""

    def start(name: str, _attributes: dict[str, str]) -> None:
        room.mark()
        if name.rpartition(":")[2] == "si":
            room.shared.append(0)
            if len(room.shared) > room.limits.cells:
                raise TooMuchText

    def characters(data: str) -> None:
        if room.shared:
            room.shared[-1] += len(data)

    for name, part in parts.items():
        if name.lower().endswith("sharedstrings.xml"):
            parser = _parser()
            parser.StartElementHandler, parser.CharacterDataHandler = start, characters
            _parse(parser, part, room.limits)


class _Walk:
    """Counts places exactly as the library does that loads the sheet after this."""

    def __init__(self, room: Room) -> None:
        self.room, self.limits, self.extent = room, room.limits, Extent()
        # The row that is open, and the place of the cell.
        self.line, self.row, self.column = 1, 1, 0
        self.kind = self.tag = self.value = ""
        self.open: set[str] = set()

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.room.mark()
        self.tag = tag = name.rpartition(":")[2]
        if tag == "c":
            self._enter(tag)
            self._cell(attributes)
        elif tag in {"v", "is", "f"}:
            self.value = ""
            self._filled()
        elif tag == "row":
            self._enter(tag)
            self.line = _row(attributes["r"]) if "r" in attributes else self.line
        elif tag == "mergeCell":
            self._merged()

    def end(self, name: str) -> None:
        self.tag, tag = "", name.rpartition(":")[2]
        if tag == "c":
            self.open.discard(tag)
        elif tag == "row":
            self.open.discard(tag)
            self.line, self.column = self.line + 1, 0

    def characters(self, data: str) -> None:
        if self.tag == "v" and self.kind == "s":
            # A number in pieces is read in pieces: each beginning of it counts.
            self.value += data
            self.room.take(self._shared(self.value.strip()))
        else:
            self.room.take(len(data))

    def _shared(self, number: str) -> int:
        if number and not _INDEX.fullmatch(number):
            raise Odd
        return self.room.shared[int(number)] if number and int(number) < len(self.room.shared) else 0

    def _enter(self, tag: str) -> None:
        """A cell within a cell would be counted by one and not by the other."""
        if tag in self.open:
            raise Odd
        self.open.add(tag)

    def _cell(self, attributes: dict[str, str]) -> None:
        self.kind = attributes.get("t", "")
        if "r" not in attributes:
            self.row, self.column = self.line, self.column + 1
            return
        place = _PLACE.fullmatch(attributes["r"])
        if place is None:
            raise Odd
        self.column, self.row = column_number(place[1]), _row(place[2])
        if self.column > MOST_COLUMNS:
            raise Odd

    def _merged(self) -> None:
        self.extent.merged += 1
        if self.extent.merged > self.limits.rows:
            raise TooMuchText

    def _filled(self) -> None:
        extent, limits = self.extent, self.limits
        extent.rows, extent.columns = max(extent.rows, self.row), max(extent.columns, self.column)
        cells = extent.rows * extent.columns
        if extent.rows > limits.rows or extent.columns > limits.columns or cells > limits.cells:
            raise TooFar(self.row, self.column)
        if self.tag == "f" and self.kind != "str":
            extent.formulas.add((self.row, self.column - 1))


def _row(value: str) -> int:
    if not _ROW.fullmatch(value) or int(value) > MOST_ROWS:
        raise Odd
    return int(value)
