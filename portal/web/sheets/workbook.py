"""Opening a workbook (.xlsx) after its zip and the reach of its sheets were measured."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from xml.etree.ElementTree import ParseError
from xml.parsers import expat

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring
from django.utils.translation import gettext as _
from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetMetadata, SheetVisibleEnum

from portal.web.sheets import archive
from portal.web.sheets.errors import SheetError
from portal.web.sheets.extent import Extent, Odd, Room, TooFar, TooMuchText, measure, measure_shared
from portal.web.sheets.grid import Book, Grid, Remark, Row, Span
from portal.web.sheets.limits import Limits
from portal.web.sheets.places import column_letters

_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"


def open_workbook(content: bytes, limits: Limits) -> Book:
    """Read every sheet within the limits; raises SheetError in words."""
    parts = archive.parts(content, limits)
    try:
        extents, far = _measure(parts, limits)
        paths = _paths(parts)
        left_out = tuple(_far_sentence(name, far[path], limits) for name, path in paths.items() if path in far)
        packed = archive.packed(parts)
        parts.clear()
        book = CalamineWorkbook.from_filelike(packed)
        sheets = [sheet for sheet in book.sheets_metadata if paths.get(sheet.name) in extents]
        grids = tuple(_grid(book, sheet, extents[paths[sheet.name]]) for sheet in sheets)
    except (CalamineError, expat.ExpatError, ParseError, DefusedXmlException) as error:
        raise SheetError(_("The file is not complete or damaged. Save it again and choose it once more.")) from error
    except TooMuchText as error:
        raise SheetError(_("There is too much text in this file. Take out what is not needed.")) from error
    except Odd as error:
        raise SheetError(_("This file is packed in an unusual way. Open it in Excel and save it as .xlsx.")) from error
    if left_out and not any(grid.rows for grid in grids):
        raise SheetError(left_out[0])
    return Book(grids, left_out=left_out)


def _measure(parts: dict[str, bytes], limits: Limits) -> tuple[dict[str, Extent], dict[str, TooFar]]:
    """Measure each part, and take out what reaches too far, so that nothing can load it."""
    extents, far = {}, {}
    room = Room(limits)
    measure_shared(parts, room)
    for name, part in list(parts.items()):
        try:
            extents[name] = measure(part, room)
        except TooFar as error:
            far[name] = error
            del parts[name]
    return extents, far


def _paths(parts: dict[str, bytes]) -> dict[str, str]:
    """Tell for each sheet's name which part holds it."""
    links = {
        link.get("Id"): posixpath.normpath(posixpath.join("/xl", link.get("Target", ""))).lstrip("/")
        for link in fromstring(parts.get("xl/_rels/workbook.xml.rels", b"<none/>"))
    }
    root = fromstring(parts.get("xl/workbook.xml", b"<none/>"))
    sheets = [item for item in root.iter() if item.tag.rpartition("}")[2] == "sheet"]
    return {sheet.get("name", ""): links.get(_link(sheet.attrib), "") for sheet in sheets}


def _link(attributes: dict[str, str]) -> str | None:
    strict = [value for name, value in attributes.items() if name.endswith("/relationships}id")]
    return attributes.get(_ID) or (strict[0] if strict else None)


def _far_sentence(name: str, far: TooFar, limits: Limits) -> str:
    cell = f"{column_letters(far.column)}{far.row}"
    return _(
        "Sheet “%(name)s” is too large: something stands in cell %(cell)s. We read at most %(rows)s rows and "
        "%(columns)s columns."
    ) % {
        "name": name,
        "cell": cell,
        "rows": f"{limits.rows:,}".replace(",", "."),
        "columns": limits.columns,
    }


def _grid(book: CalamineWorkbook, meta: SheetMetadata, extent: Extent) -> Grid:
    sheet = book.get_sheet_by_name(meta.name)
    rows = tuple(_rows(sheet))
    return Grid(
        name=meta.name,
        rows=rows,
        hidden=meta.visible != SheetVisibleEnum.Visible,
        spans=tuple(
            Span(top + 1, left, bottom + 1, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
        ),
        remarks=tuple(_without_outcome(rows, extent)),
    )


def _rows(sheet: CalamineSheet) -> Iterator[Row]:
    if sheet.start is None:
        return
    # The library gives the empty rows above the first cell, and not the empty columns before it.
    before = ("",) * sheet.start[1]
    for values in sheet.iter_rows():
        yield (*before, *values)


def _without_outcome(rows: tuple[Row, ...], extent: Extent) -> Iterator[Remark]:
    for row, column in sorted(extent.formulas):
        values = rows[row - 1] if row <= len(rows) else ()
        if column >= len(values) or values[column] == "":
            text = _("This cell holds a formula without an outcome. Open the file in Excel and save it again.")
            yield Remark(row, column, text)
