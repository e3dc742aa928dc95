"""When a list has been read, nothing of what stood in it stays in the memory of the process."""

from __future__ import annotations

import gc
from functools import lru_cache
from types import FunctionType, ModuleType

import pytest

from partners.domain.read_list import Reading, read_list
from tests.partners.sheet_files import sheet
from tests.partners.sheet_files import text as text_file

CANARY = "kanarie"
HEAD = ["Naam", "E-mail", "Mobiel", "Postcode", "Taal", "Toestemming", "Opmerking", "Kanariekolom"]
ROWS = [
    HEAD,
    ["Kanarie Vrolijk", "kanarie@example.org", "06-12345678", "3361 kanarie", "kanaries", "kanarie", "", "kanarie"],
    ["Kanarie Blij", "", "06 kanarie", "", "Turks, kanaries", "ja", "", ""],
    ["Kanarie", "", "0612345679", "", "", "nee", "", ""],
    ["Totaal kanarie", "", "", "", "", "", "", ""],
]  # fmt: skip


@lru_cache
def remembering(cell: str) -> tuple[str]:
    return (cell.lower(),)


def remembered() -> set[str]:
    """Which functions of the process keep something with the canary in it."""
    caches = [found for found in gc.get_objects() if type(found).__name__ == "_lru_cache_wrapper"]
    return {cache.__qualname__ for cache in caches if _holds(cache)}


def _holds(cache: object) -> bool:
    # Functions are left out: their module knows the canary.
    kept = (found for found in gc.get_referents(cache) if found is not vars(cache))
    return any(_in(found, depth=4) for found in kept)


def _in(found: object, depth: int) -> bool:
    if isinstance(found, str):
        return CANARY in found.lower()
    if not depth or isinstance(found, type | FunctionType | ModuleType):
        return False
    return any(_in(inner, depth - 1) for inner in gc.get_referents(found))


@pytest.mark.parametrize("content", [text_file(ROWS), sheet(ROWS)], ids=["text", "workbook"])
def test_no_cell_of_a_list_stays_behind(content: bytes) -> None:
    reading = read_list(content=content, basis="list")
    assert isinstance(reading, Reading)
    assert any("kanarie" in row.email for row in reading.candidates)
    assert remembered() == set()


def test_control_a_function_that_remembers_cells_is_found() -> None:
    """Negative control."""
    remembering("Kanarie Vrolijk")
    try:
        assert remembered() == {"remembering"}
    finally:
        remembering.cache_clear()
