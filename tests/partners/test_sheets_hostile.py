"""Files made to harm: each ends in a sentence, without ending the process that reads it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.utils.translation import override

from portal.web.sheets import LIMITS, SheetError, extent, open_sheets
from tests.partners.test_sheets_refused import with_sheet

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
