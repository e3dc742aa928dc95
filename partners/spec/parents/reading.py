"""Reading a list of parents from a file that an organisation made for itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.utils.translation import gettext as _

from partners.spec.parents.doubles import Doubles
from partners.spec.parents.lost import lost_letters
from partners.spec.parents.person import Person
from partners.spec.parents.result import ParentSheet, Problem
from partners.spec.parents.sheet import Finding, Found, Sheet
from portal.web.sheets import Book, Question, SheetError, open_sheets
from portal.web.sheets.table import visible
from portal.web.sheets.words import listed, tokens

_SHARE_OF_BEST = 0.6
_OTHER_SHEETS = listed(
    "leerkracht leerkrachten team personeel medewerkers leraren docenten staff teachers leerlingen oud oude archief "
    "backup kopie voorbeeld vorig uitgeschreven invulinstructie contacten mentoren vrijwilligers"
)


def read_parents(
    content: bytes, *, encoding: str | None = None, chosen: Mapping[str, str] | None = None
) -> ParentSheet | Question:
    """Give the parents in a file, each cell that a person should look at, and the rows that are nobody.

    `chosen` says for a heading what a person chose that its column holds, or "" for nothing that is read.
    Gives a Question when the letters can be read in more than one way; its answer is `encoding`.
    Raises SheetError, with a sentence for the person who brought the file, when nothing can be read.
    """
    book = open_sheets(content, encoding=encoding)
    if isinstance(book, Question):
        return book
    sheets = _choose(book, chosen or {})
    found = [sheet.read() for sheet in sheets]
    western = book.encoding is not None and not book.encoding.startswith("utf")
    people = _people(found, western=western)
    if not people:
        raise SheetError(_("We found the names of the columns, but no parents below them."))
    names = tuple(sheet.grid.name for sheet in sheets)
    headings = {title: column for part in reversed(found) for title, column in part.headings.items()}
    return ParentSheet(
        columns={title: name for part in found for title, name in part.columns.items()},
        rows=tuple(person.row for person in people),
        problems=_problems(found, people, several=len(sheets) > 1),
        skipped=tuple(place for part in found for place in part.skipped),
        sheets=names,
        sheets_unread=tuple(grid.name for grid in book.grids if grid.name not in names),
        encoding=book.encoding,
        delimiter=book.delimiter,
        headings=tuple(sorted(headings.values(), key=lambda column: column.index)),
    )


def _choose(book: Book, chosen: Mapping[str, str]) -> list[Sheet]:
    """Choose the sheets that hold parents: the best one, and those that are nearly as good."""
    sheets = [Sheet(grid, chosen) for grid in visible(book)]
    scored = [(sheet.layout.score, sheet) for sheet in sheets if sheet.layout]
    if not scored:
        raise SheetError(_no_header(book))
    own = [pair for pair in scored if not _OTHER_SHEETS.intersection(tokens(pair[1].grid.name))] or scored
    best = max(points for points, _sheet in own)
    return [sheet for points, sheet in own if points >= best * _SHARE_OF_BEST]


def _no_header(book: Book) -> str:
    if book.left_out:
        return book.left_out[0]
    return _(
        "We found no row with column names such as Name, E-mail or Telephone. Add such a row and choose the file again."
    )


def _people(found: Sequence[Found], *, western: bool) -> list[Person]:
    doubles = Doubles()
    people = [doubles.mark(person) for part in found for person in part.people]
    for index, sentence in lost_letters([person.row for person in people], western=western).items():
        people[index].findings.insert(0, ("name", sentence, True))
    return people


def _problems(found: Sequence[Found], people: Sequence[Person], *, several: bool) -> tuple[Problem, ...]:
    own: list[Finding] = [(person.row.place, *finding) for person in people for finding in person.findings]
    sheets = {place.sheet: index for index, place in enumerate(person.row.place for person in people)}
    every = [finding for part in found for finding in part.findings] + own
    every.sort(key=lambda finding: (sheets.get(finding[0].sheet, -1), finding[0].row))
    return tuple(Problem(*finding, with_sheet=several) for finding in every)
