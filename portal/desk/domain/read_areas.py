"""A list of neighbourhoods as a municipality has it, read by the words of its headings; writes nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portal.municipalities.domain.area_file import Row
from portal.municipalities.domain.load_areas import POSTCODE, Area, areas_of
from portal.web.sheets import Grid, Question, SheetError, open_sheets
from portal.web.sheets.cells import text
from portal.web.sheets.words import listed, tokens

# The clearest words first.
WORDS = {
    "code": (
        "code wijkcode buurtcode cbscode cbswijkcode cbsbuurtcode wkcode bucode gwbcode gebiedscode gebiedcode"
        " codewijk codebuurt wijknummer buurtnummer wijknr buurtnr neighbourhoodcode districtcode"
    ),
    "name": (
        "naam wijknaam buurtnaam wknaam bunaam gebiedsnaam gebiednaam naamwijk naambuurt naamvandewijk"
        " naamvandebuurt wijk buurt gebied wijkbuurt wijkofbuurt name neighbourhoodname districtname"
        " neighbourhood district"
    ),
    "postcodes": (
        "postcodes postcode pc4 pc4s pc postcodegebied postcodegebieden postcodecijfers cijferspostcode"
        " postalcodes zipcodes"
    ),
}
LETTERS = re.compile(r"\b([1-9]\d{3})\s?[A-Za-z]{2}\b")
TOTALS = listed("totaal total subtotaal bron")
HEADER_WITHIN = 60
MOST = 2000


@dataclass(frozen=True)
class AreaList:
    """The neighbourhoods of a list, and the numbers of the rows that hold none, such as a title."""

    areas: tuple[Area, ...]
    skipped: tuple[int, ...]


def read_areas(*, content: bytes, municipality: str, year: int) -> AreaList:
    """The neighbourhoods of this municipality (its code) in a workbook or text file. Two queries.

    Raises SheetError with a sentence when it is no such list, area_file.Refused with a problem per wrong row.
    """
    book = open_sheets(content)
    if isinstance(book, Question):
        words = _("This file does not say how its letters are written. Save it as an Excel file (.xlsx) and choose it.")
        raise SheetError(words)
    grids = [grid for grid in book.grids if not grid.hidden] or list(book.grids)
    found = next(((grid, at) for grid in grids if (at := _header(grid))), None)
    if found is None:
        raise SheetError(_missing(grids))
    rows, skipped = _rows(*found, {"gm_code": municipality, "year": str(year)})
    if not rows:
        raise SheetError(_("We found the names of the columns, but no neighbourhoods below them."))
    if len(rows) > MOST:
        raise SheetError(_("This list has more than %(most)d neighbourhoods.") % {"most": MOST})
    return AreaList(tuple(areas_of(rows)), tuple(skipped))


def _cells(grid: Grid, number: int) -> list[str]:
    return [text(value) for value in grid.rows[number - 1]]


def _columns(cells: Sequence[str]) -> dict[str, int]:
    """The column of each field: by its whole heading, else by a word in it that no other field has taken."""
    said = ["".join(tokens(cell)) for cell in cells]
    whole = {field: _first(words.split(), said) for field, words in WORDS.items()}
    taken = {column for column in whole.values() if column is not None}
    for field, words in WORDS.items():
        if whole[field] is None:
            parts = [tokens(cell) if at not in taken else () for at, cell in enumerate(cells)]
            whole[field] = next((at for at, part in enumerate(parts) if listed(words).intersection(part)), None)
    return {field: column for field, column in whole.items() if column is not None}


def _first(words: Sequence[str], said: Sequence[str]) -> int | None:
    return next((said.index(word) for word in words if word in said), None)


def _header(grid: Grid) -> int:
    """The number of the row with all three headings; 0 without."""
    numbers = range(1, min(HEADER_WITHIN, len(grid.rows)) + 1)
    return next((number for number in numbers if len(_columns(_cells(grid, number))) == len(WORDS)), 0)


def _missing(grids: Sequence[Grid]) -> str:
    """Which headings the row that comes nearest lacks."""
    best: set[str] = set()
    for grid in grids:
        for number in range(1, min(HEADER_WITHIN, len(grid.rows)) + 1):
            best = max(best, set(_columns(_cells(grid, number))), key=len)
    names = {"code": _("Code"), "name": _("Name"), "postcodes": _("Postcodes")}
    lacking = ", ".join(name for field, name in names.items() if field not in best)
    return _("We miss these columns in the list: %(columns)s. Add them and choose the file again.") % {
        "columns": lacking
    }


def _rows(grid: Grid, header: int, fixed: Mapping[str, str]) -> tuple[list[Row], list[int]]:
    heads = _cells(grid, header)
    columns = _columns(heads)
    titles = {field: heads[column] for field, column in columns.items()}
    rows: list[Row] = []
    skipped = [number for number in range(1, header) if any(_cells(grid, number))]
    for number in range(header + 1, len(grid.rows) + 1):
        cells = _cells(grid, number)
        own = {field: cells[column] if column < len(cells) else "" for field, column in columns.items()}
        own["postcodes"] = LETTERS.sub(r"\1", own["postcodes"])
        if _is_area(own) and cells != heads:
            _add(rows, Row(number, {**fixed, **own}, titles=titles))
        elif any(cells):
            skipped.append(number)
    return rows, skipped


def _is_area(own: Mapping[str, str]) -> bool:
    """Not a title, a note or a total."""
    if own["code"]:
        return not TOTALS.intersection(tokens(own["code"])[:1])
    return bool(own["name"] and own["postcodes"]) and not TOTALS.intersection(tokens(own["name"])[:1])


def _add(rows: list[Row], new: Row) -> None:
    """A list may give a row for each postcode: the next of the same neighbourhood only adds to it."""
    last = rows[-1] if rows else None
    same = last and all(last.cells[field] == new.cells[field] for field in ("code", "name"))
    if last and same and POSTCODE.fullmatch(new.cells["postcodes"]):
        last.cells["postcodes"] += f", {new.cells['postcodes']}"
    else:
        rows.append(new)
