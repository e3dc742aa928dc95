"""Rows U1, U3 and U4: files made to harm end in a sentence each, and not the process that reads them."""

from __future__ import annotations

import io
import os
import random
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from portal.web.sheets import LIMITS, Book, SheetError, extent, open_sheets
from tests.partners.test_sheets_refused import WORKBOOK, repacked, with_sheet

# Loading the sheet in a process of its own: what goes wrong there is an abort, which no test could catch.
READER = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, (3 * 1024**3,) * 2)
import django
django.setup()
from portal.web.sheets import SheetError, open_sheets
for path in sys.argv[1:]:
    try:
        print(len(open_sheets(Path(path).read_bytes()).grids[0].rows), flush=True)
    except SheetError as error:
        print(error, flush=True)
"""
FIRST = '<row r="1"><c r="A1"><v>1</v></c></row>'
CELL = '<row r="2"><c r="{}"><v>1</v></c></row>'
WIDE = '<c r="XFC1"/>'
HOSTILE = {
    "a row that no program counts to": FIRST + CELL.format("A4294967295"),
    "a row of ten digits": FIRST + CELL.format("A1000000000"),
    "zeros before the row": FIRST + CELL.format("A0001048576"),
    "zeros before a row of ten digits": FIRST + CELL.format("A004294967295"),
    "a column of five letters": FIRST + CELL.format("ZZZZZ2"),
    "a column beyond the last": FIRST + CELL.format("XFE2"),
    "other digits": FIRST + CELL.format("A\u0663"),
    "row zero": CELL.format("A0"),
    "a row far down by its own number": FIRST + '<row r="0004294967295"><c><v>1</v></c></row>',
    "a row within a row": f'{FIRST}<row r="1">{WIDE}<row r="49999"><c><v>1</v></c></row></row>',
    "a cell within a cell": f'{FIRST}<row r="49999">' + '<c><v>1<c r="A1"/></v></c>' * 20_000 + "</row>",
    "a cell that calls its row another": f'{FIRST}<row r="1048570"><c r="A1"/></row><row><c><v>1</v></c></row>',
}


def read_apart(paths: list[Path]) -> subprocess.CompletedProcess[str]:
    """Read these files in a process with 3 GB."""
    command = [sys.executable, "-c", READER, *map(str, paths)]
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings"}
    return subprocess.run(  # noqa: S603 - our own code and files
        command, capture_output=True, text=True, check=False, timeout=60, cwd=settings.BASE_DIR, env=environment
    )


def written(folder: Path, bodies: dict[str, str]) -> list[Path]:
    paths = [folder / f"{number}.xlsx" for number in range(len(bodies))]
    for path, body in zip(paths, bodies.values(), strict=True):
        path.write_bytes(with_sheet(body))
    return paths


def test_no_place_of_a_cell_ends_the_process(tmp_path: Path) -> None:
    found = read_apart(written(tmp_path, HOSTILE))
    assert found.returncode == 0, found.stderr[-500:]
    said = dict(zip(HOSTILE, found.stdout.splitlines(), strict=True))
    assert {name: line for name, line in said.items() if not line.endswith(".")} == {}


def test_the_places_that_programmes_write_are_read(tmp_path: Path) -> None:
    bodies = {
        "all places": FIRST + CELL.format("B2"),
        "small letters": FIRST + CELL.format("b2"),
        "no places": "<row><c><v>1</v></c></row><row><c><v>1</v></c></row>",
        "only rows": FIRST + '<row r="2"><c><v>1</v></c></row>',
        "an empty row far down": FIRST + CELL.format("A2") + '<row r="1048576"/>',
    }
    found = read_apart(written(tmp_path, bodies))
    assert found.stdout.split() == ["2"] * len(bodies)


@pytest.mark.parametrize("name", HOSTILE)
def test_such_a_sheet_is_named_odd_or_too_far_before_it_is_loaded(name: str) -> None:
    part = f"<worksheet><sheetData>{HOSTILE[name]}</sheetData></worksheet>".encode()
    with pytest.raises((extent.Odd, extent.TooFar)):
        extent.measure(part, extent.Room(LIMITS, []))


def test_it_is_said_in_words() -> None:
    with override("nl"), pytest.raises(SheetError, match="ongewone"):
        open_sheets(with_sheet(HOSTILE["a row of ten digits"]))


def declared(part: str, alphabet: str) -> bytes:
    """Give the workbook with one part that says it is in this alphabet."""
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as source:
        content = source.read(part)
    assert b'encoding="UTF-8"' in content
    return repacked({part: content.replace(b"UTF-8", alphabet.encode(), 1)})


@pytest.mark.parametrize("alphabet", ["shift_jis", "x-foo", "rot13", "idna", "utf-7", "cp037", "utf8", "windows-1252"])
@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"])
def test_a_part_in_another_alphabet_is_refused_in_words(part: str, alphabet: str) -> None:
    with override("nl"), pytest.raises(SheetError, match="ongewone"):
        open_sheets(declared(part, alphabet))


def test_the_alphabets_of_every_workbook_are_read() -> None:
    for alphabet in ("utf-8", "US-ASCII"):
        assert isinstance(open_sheets(declared("xl/worksheets/sheet1.xml", alphabet)), Book)


@pytest.mark.parametrize(
    "body",
    [
        '<row r="\u00b2"><c r="A1"><v>1</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>\u00b2</v></c></row>',
        '<row r="1"><c r="A1" t="s"><v>+1</v></c></row>',
        f'<row r="1"><c r="A1" t="s"><v>{"9" * 5000}</v></c></row>',
    ],
)
def test_numbers_that_are_none_are_refused_in_words(body: str) -> None:
    with override("nl"), pytest.raises(SheetError, match="ongewone"):
        open_sheets(with_sheet(body))


def test_a_number_of_a_shared_text_counts_however_it_is_written() -> None:
    for number in ("1", "00000000001", "1<!-- -->0", "1<![CDATA[0]]>", "1&#48;"):
        part = f'<row><c t="s"><v>{number}</v></c></row>'.encode()
        room = extent.Room(LIMITS, [0, 7])
        extent.measure(part, room)
        assert room.characters == 7, number


def packed_with(method: int) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(WORKBOOK)) as source, zipfile.ZipFile(target, "w", method) as made:
        for name in source.namelist():
            made.writestr(name, source.read(name))
    return target.getvalue()


def damaged_lzma() -> bytes:
    content = bytearray(packed_with(zipfile.ZIP_LZMA))
    at = content.find(b"xl/worksheets/sheet1.xml") + 36
    content[at : at + 18] = bytes(byte ^ 0x5A for byte in content[at : at + 18])
    return bytes(content)


def far_offset() -> bytes:
    """Give the workbook with a first entry whose long offset (zip64) is more than a file can have."""
    end = WORKBOOK.rfind(b"PK\x05\x06")
    (start,) = struct.unpack("<I", WORKBOOK[end + 16 : end + 20])
    entry = WORKBOOK[start:end]
    name, extra = struct.unpack("<HH", entry[28:32])
    more = struct.pack("<HHQ", 1, 8, 2**63 + 5)
    cut = 46 + name + extra
    longer = entry[:30] + struct.pack("<H", extra + len(more)) + entry[32:42] + b"\xff" * 4 + entry[46:cut] + more
    longer += entry[cut:]
    return WORKBOOK[:start] + longer + WORKBOOK[end : end + 12] + struct.pack("<I", len(longer)) + WORKBOOK[end + 16 :]


@pytest.mark.parametrize("make", [damaged_lzma, far_offset, lambda: packed_with(zipfile.ZIP_BZIP2)])
def test_a_zip_that_is_damaged_or_packed_otherwise_is_refused_in_words(make: Callable[[], bytes]) -> None:
    with override("nl"), pytest.raises(SheetError, match=r"ongewone|niet compleet"):
        open_sheets(make())


def test_changed_bytes_end_in_a_sheet_or_a_sentence() -> None:
    chance = random.Random(7)  # noqa: S311 - no secret
    for content in (packed_with(zipfile.ZIP_STORED), WORKBOOK, far_offset()):
        for _turn in range(150):
            changed = bytearray(content)
            for _byte in range(chance.choice([1, 2, 20])):
                changed[chance.randrange(4, len(changed))] = chance.randrange(256)
            with suppress(SheetError):
                open_sheets(bytes(changed))
