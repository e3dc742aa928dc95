"""Reading one sheet: where its header is, which rows are parents, which are not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from partners.spec.parents.columns import Meaning, titles
from partners.spec.parents.guess import with_guesses
from partners.spec.parents.layout import Layout, headings_of, labels, layout, score
from partners.spec.parents.nobody import could_be_name, is_alone, is_counts, is_divider, is_total
from partners.spec.parents.parts import FIELD, HOLDS, NAMES
from partners.spec.parents.person import Person, has_something, read_person
from partners.spec.parents.result import Place
from portal.web.sheets import Grid, Remark
from portal.web.sheets.cells import text
from portal.web.sheets.result import Column
from portal.web.sheets.table import heading_key

_HEADER_WITHIN = 60
_SAMPLE = 200
_WIDE = 2
_MOST_DIGITS = 7

Finding = tuple[Place, str, str, bool]


@dataclass(slots=True)
class Found:
    """What one sheet holds."""

    columns: dict[str, str] = field(default_factory=dict)
    headings: dict[str, Column] = field(default_factory=dict)
    people: list[Person] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    skipped: list[Place] = field(default_factory=list)


class Sheet:
    """A grid with its header found; `layout` is None when nothing looks like one."""

    def __init__(self, grid: Grid, chosen: Mapping[str, str]) -> None:
        self.grid, self.chosen = grid, chosen
        self.remarks: dict[int, list[Remark]] = {}
        for remark in grid.remarks:
            self.remarks.setdefault(remark.row, []).append(remark)
        self.wide_rows = {span.row for span in grid.spans if span.last - span.first >= _WIDE}
        self.layout = self._header()

    def cells(self, row: int) -> list[str]:
        """Give the texts of a row, counted from 1."""
        return [text(value) for value in self.grid.rows[row - 1]] if 0 < row <= len(self.grid.rows) else []

    def _header(self) -> Layout | None:
        rows = range(1, min(_HEADER_WITHIN, len(self.grid.rows)) + 1)
        cells = ((row, self.cells(row)) for row in rows)
        scored = [(score(found, headings_of(found, self.chosen)), -row) for row, found in cells]
        best, row = max(scored, default=(0.0, 0))
        return self._layout(-row) if best else None

    def _layout(self, row: int) -> Layout | None:
        cells = self.cells(row)
        named = self._labels(row, len(cells))
        found = layout(cells, row, named, self.chosen)
        below = [self.cells(other) for other in range(row + 1, min(row + _SAMPLE, len(self.grid.rows)) + 1)]
        return with_guesses(found, cells, below, named, self.chosen) if found else None

    def _labels(self, row: int, width: int) -> Mapping[int, Meaning]:
        return labels(self.cells(row - 1), row - 1, self.grid.spans, width)

    def read(self) -> Found:
        """Read every row below the header; a header further down begins again with its own columns."""
        found = Found()
        if self.layout is None:
            return found
        found.skipped = [self._place(row) for row in range(1, self.layout.row) if any(self.cells(row))]
        current = self._begin(self.layout, found)
        for row in range(current.row + 1, len(self.grid.rows) + 1):
            cells = self.cells(row)
            if any(cells):
                current = self._read_row(row, cells, current, found)
        return found

    def _begin(self, new: Layout, found: Found) -> Layout:
        cells = self.cells(new.row)
        cells += [""] * (max((heading.column for heading in new.headings), default=0) + 1 - len(cells))
        read = {heading.column: heading.part for heading in new.headings if heading.column in new.used}
        for column, title in enumerate(titles(cells)):
            if column in read:
                found.columns.setdefault(title, FIELD[read[column]])
            # A column whose heading has no words cannot be known again in the next list.
            if cells[column] and heading_key(title):
                holds = HOLDS[read[column]] if column in read else ""
                found.headings.setdefault(title, Column(column, title, holds))
        if not new.has_names:
            sentence = _("We found no column with the parent's name. The names stay empty.")
            found.findings.append((self._place(new.row), "name", sentence, True))
        return new

    def _read_row(self, row: int, cells: Sequence[str], current: Layout, found: Found) -> Layout:
        if not any("@" in cell for cell in cells):
            new = layout(cells, row, self._labels(row, len(cells)), self.chosen)
            # "Ouders zonder e-mail" above some rows of a table is no table of addresses.
            new = None if is_alone(cells) and len(current.used) > 1 else new
            if new or self._is_nobody(row, cells, current):
                found.skipped.append(self._place(row))
                return self._begin(new, found) if new and not _repeats(cells, self.cells(current.row)) else current
        people = self._people(row, cells, current)
        found.people.extend(people)
        found.findings.extend(self._remarks(row, current) if people else self._nobody(row, cells, current))
        if not people:
            found.skipped.append(self._place(row))
        return current

    def _people(self, row: int, cells: Sequence[str], current: Layout) -> list[Person]:
        people: list[Person] = []
        for columns in current.people:
            person = read_person(cells, columns, self._place(row))
            # Where parents share one name column, a second one without an address is nobody.
            if person and (person.reached or person.row.name not in {other.row.name for other in people}):
                people.append(person)
        return people

    def _nobody(self, row: int, cells: Sequence[str], current: Layout) -> Iterator[Finding]:
        if any(has_something(cells, columns) for columns in current.people):
            sentence = _("This row has no name, e-mail address or telephone number. We skip it.")
            yield self._place(row), "name", sentence, False

    def _is_nobody(self, row: int, cells: Sequence[str], current: Layout) -> bool:
        filled = [cell for cell in cells if cell]
        named = [cells[column] for column in self._name_columns(current) if column < len(cells) and cells[column]]
        if any(is_total(cell) for cell in named or filled) or (named and all(cell.endswith(":") for cell in named)):
            return True
        read = [cells[column] for column in current.used if column < len(cells) and cells[column]]
        if is_counts(filled) and (is_total(filled[0]) or len(read) > 1):
            return True
        if is_divider(filled[0]) and all(is_divider(cell) or is_total(cell) for cell in filled[1:]):
            return True
        if not is_alone(cells):
            return False
        return row in self.wide_rows or not (could_be_name(filled[0]) if named else _is_number(filled[0]))

    @staticmethod
    def _name_columns(current: Layout) -> list[int]:
        return [column for person in current.people for part in NAMES for column in person.get(part, ())]

    def _remarks(self, row: int, current: Layout) -> Iterator[Finding]:
        fields = {heading.column: FIELD.get(heading.part, "") for heading in current.headings}
        for remark in self.remarks.get(row, ()):
            if fields.get(remark.column):
                yield self._place(row), fields[remark.column], remark.text, False

    def _place(self, row: int) -> Place:
        return Place(self.grid.name, row)


def _repeats(cells: Sequence[str], header: Sequence[str]) -> bool:
    return [cell for cell in cells if cell] == [cell for cell in header if cell]


def _is_number(cell: str) -> bool:
    return sum(letter.isdigit() for letter in cell) >= _MOST_DIGITS
