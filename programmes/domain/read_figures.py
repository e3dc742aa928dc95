from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from portal.web.sheets import Question
from portal.web.sheets.result import ReadList
from programmes.models import FigureList
from programmes.queries.figures import values_of
from programmes.spec.compared import Compared, Elsewhere, Fate, compare
from programmes.spec.figures import FigureLine, read_figures

SHOWN = 50


@dataclass(frozen=True)
class Figures:
    """A table of figures as it was read, with what would become of each."""

    found: FigureList
    sheet: ReadList[FigureLine]

    @cached_property
    def rows(self) -> list[Compared]:
        """Every figure with its fate. One query, for what is known already."""
        return compare(
            self.sheet.lines, elsewhere_of(self.found), values_of(line.question for line in self.sheet.lines)
        )

    @property
    def shown(self) -> list[Compared]:
        """The figures to look at before deciding: first those that are not read in, then as they stand."""
        return sorted(self.rows, key=lambda row: row.fate is not Fate.CLASH)[:SHOWN]

    @property
    def not_shown(self) -> int:
        """How many figures there are besides."""
        return len(self.rows) - len(self.shown)

    def count(self, fate: Fate) -> int:
        """How many figures have this fate."""
        return sum(row.fate is fate for row in self.rows)

    @property
    def new(self) -> int:
        """How many figures nobody read in before."""
        return self.count(Fate.NEW)

    @property
    def other(self) -> int:
        """How many figures get another value."""
        return self.count(Fate.OTHER)

    @property
    def there(self) -> int:
        """How many are known already, or stand twice in the table."""
        return self.count(Fate.THERE)

    @property
    def left_out(self) -> int:
        """How many cells hold no figure that we may keep."""
        return sum(not problem.used for problem in self.sheet.problems)

    @property
    def refused(self) -> int:
        """How many are not read in."""
        return self.left_out + self.count(Fate.CLASH)

    @property
    def without_year(self) -> int:
        """How many figures do not say of which year they are."""
        return sum(row.key[-1] is None for row in self.rows)


def elsewhere_of(found: FigureList) -> Elsewhere:
    """What holds where this table does not say it."""
    return Elsewhere(found.area, found.year)


def read_table(*, found: FigureList, content: bytes) -> Figures | Question:
    """Read a table as its columns were chosen, or ask which letters it is written in.

    Changes nothing. Raises SheetError with a sentence for the reader.
    """
    chosen = {str(heading): str(field) for heading, field in found.chosen.items()}
    read = read_figures(content, chosen=chosen)
    if isinstance(read, Question) and found.encoding in {choice.encoding for choice in read.choices}:
        read = read_figures(content, encoding=found.encoding, chosen=chosen)
    return read if isinstance(read, Question) else Figures(found, read)
