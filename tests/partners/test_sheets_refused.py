"""Rows U1, U3 and U4: files that cannot be read end in one sentence, at once and without unpacking."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from django.utils.translation import override

from partners.spec.parents import read_parents
from portal.web.sheets import LIMITS, Book, Limits, SheetError, extent, open_sheets
from tests.partners.sheet_files import ANNA, HEAD, book, sheet, text

WORKBOOK = sheet([HEAD, ANNA])
CELL = '<row r="{row}"><c r="{place}" t="inlineStr"><is><t>x</t></is></c></row>'


def repacked(changes: dict[str, bytes | None], *, add: dict[str, bytes] | None = None) -> bytes:
    """Give the workbook with parts changed, taken out or added."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name in source.namelist():
            content = changes.get(name, source.read(name))
            if content is not None:
                made.writestr(name, content)
        for name, content in (add or {}).items():
            made.writestr(name, content)
    return target.getvalue()


def with_sheet(body: str, *, before: str = "") -> bytes:
    part = f'<?xml version="1.0"?>{before}<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    return repacked({"xl/worksheets/sheet1.xml": f"{part}<sheetData>{body}</sheetData></worksheet>".encode()})


def many_shared() -> bytes:
    return book({"Ouders": [HEAD, *[["y" * 30_000]] * 2_000]})


def symbolic_link() -> bytes:
    info = zipfile.ZipInfo("xl/link.xml")
    info.external_attr = 0o120777 << 16
    target = io.BytesIO(WORKBOOK)
    with zipfile.ZipFile(target, "a") as made:
        made.writestr(info, "/etc/passwd")
    return target.getvalue()


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "leeg"),
    "only spaces": (lambda: b" \r\n\t", "leeg"),
    "no rows": (lambda: sheet([HEAD]), "geen ouders"),
    "no header": (lambda: sheet([["appels", "peren"], [1, 2]]), "kolomnamen"),
    "no header in text": (lambda: text([["appels", "peren"], [1, 2]]), "kolomnamen"),
    "an empty workbook": (lambda: sheet([]), "kolomnamen"),
    "old Excel": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), ".xls"),
    "a password": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "wachtwoord"),
    "macros": (lambda: repacked({}, add={"xl/vbaProject.bin": b"x"}), "macro"),
    "macros by type": (lambda: repacked({"[Content_Types].xml": b"<Types a='macroEnabled'/>"}), "macro"),
    "binary workbook": (lambda: repacked({"xl/workbook.xml": None}, add={"xl/workbook.bin": b"x"}), ".xlsb"),
    "OpenDocument": (lambda: repacked({}, add={"content.xml": b"<x/>"}), ".ods"),
    "another document": (
        lambda: repacked({"xl/workbook.xml": None}, add={"word/document.xml": b"<x/>"}),
        "geen spread",
    ),
    "cut off": (lambda: WORKBOOK[: len(WORKBOOK) // 2], "niet compleet"),
    "a damaged byte": (lambda: WORKBOOK[:60] + b"\x00\xff" * 20 + WORKBOOK[100:], "niet compleet"),
    "a part that is no XML": (lambda: repacked({"xl/worksheets/sheet1.xml": b"<a><b>"}), "niet compleet"),
    "PDF": (lambda: b"%PDF-1.7 x", "geen spreadsheet"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n\x00\x00", "geen spreadsheet"),
    "a web page named .xls": (lambda: b"<html><table><tr><td>Naam</td></tr></table>", "webpagina"),
    "bytes that are no text": (lambda: bytes(range(1, 256)) * 40, "letters"),
    "too large": (lambda: b"x" * (LIMITS.size + 1), "20 MB"),
    "too many rows of text": (lambda: text([["E-mail"], *[["a@b.example"]] * LIMITS.rows]), "50.000"),
    "too many columns of text": (lambda: text([["E-mail"] * 300]), "kolommen"),
    "too many cells of text": (lambda: text([["E-mail", *["x"] * 99], *[["", *["x"] * 99]] * 20_001]), "te veel tekst"),
    "too many columns in cells that hold a row": (lambda: sheet([["x;" * 300]] * 9), "kolommen"),
    "too many columns in quoted rows": (lambda: b"\n".join([b'"' + b"x;" * 300 + b'"'] * 9), "kolommen"),
    "too many cells in quoted rows": (lambda: b"\n".join([b'"' + b";" * 199 + b'"'] * 10_001), "te veel tekst"),
    "one cell far away": (lambda: with_sheet(CELL.format(row=1048576, place="XFD1048576")), "XFD1048576"),
    "16,384 columns": (lambda: with_sheet(CELL.format(row=1, place="XFD1")), "XFD1"),
    "too many rows": (lambda: with_sheet(CELL.format(row=50001, place="A50001")), "A50001"),
    "one long text in many cells": (many_shared, "te veel tekst"),
    "zip bomb": (lambda: repacked({}, add={"xl/worksheets/sheet2.xml": b" " * (LIMITS.unpacked + 1)}), "te groot"),
    "100,000 entries": (lambda: repacked({}, add={f"xl/a{index}.xml": b"" for index in range(1_001)}), "te groot"),
    "nested zip": (lambda: repacked({}, add={"xl/inner.zip": WORKBOOK}), "ongewone"),
    "a way out of the folder": (lambda: repacked({}, add={"../../x.xml": b"<x/>"}), "ongewone"),
    "a symbolic link": (symbolic_link, "ongewone"),
    "XML bomb": (lambda: with_sheet("", before='<!DOCTYPE a [<!ENTITY b "c">]>'), "ongewone"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_refused_in_one_sentence(name: str) -> None:
    make, words = REFUSED[name]
    with override("nl"), pytest.raises(SheetError) as caught:
        read_parents(make())
    sentence = str(caught.value)
    assert words in sentence
    assert sentence.endswith(".")
    assert "\n" not in sentence


def test_a_sheet_that_is_too_large_does_not_hide_the_one_that_is_right() -> None:
    content = book({"Postcodes": [[number] for number in range(60)], "Ouders": [HEAD, ANNA]})
    found = open_sheets(content, limits=Limits(rows=50))
    assert [grid.name for grid in found.grids] == ["Ouders"]  # type: ignore[union-attr]  # a workbook asks nothing
    assert "Postcodes" in found.left_out[0]  # type: ignore[union-attr]  # the same


def test_a_sheet_that_becomes_too_large_does_not_hide_the_one_that_is_right() -> None:
    found = open_sheets(book({"Codes": [["x;" * 300]] * 9, "Ouders": [HEAD, ANNA]}))
    assert isinstance(found, Book)
    assert [grid.name for grid in found.grids] == ["Ouders"]
    assert len(found.left_out) == 1


def test_control_without_the_limit_the_far_cell_is_let_through() -> None:
    # Measured only: loading it would ask for gigabytes, which is why the measure comes first.
    part = f"<worksheet><sheetData>{CELL.format(row=1048576, place='XFD1048576')}</sheetData></worksheet>".encode()
    far = Limits(rows=2**21, columns=2**15, cells=2**40)
    measured = extent.measure(part, extent.Room(far, []))
    assert (measured.rows, measured.columns) == (1048576, 16384)
    with pytest.raises(extent.TooFar):
        extent.measure(part, extent.Room(LIMITS, []))


@pytest.mark.parametrize("end", ["", "\n", "\r\n"])
def test_as_many_rows_as_may_be_fit_however_the_last_one_ends(end: str) -> None:
    limits = Limits(rows=3)
    rows = "Naam;E-mail\nAnna;a@school.example\nBen;b@school.example"
    found = open_sheets((rows + end).encode(), limits=limits)
    assert isinstance(found, Book)
    assert len(found.grids[0].rows) == 3
    with pytest.raises(SheetError, match=r"3 (rijen|rows)"):
        open_sheets((rows + "\nCem;c@school.example" + end).encode(), limits=limits)
