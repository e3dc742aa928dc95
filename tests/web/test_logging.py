"""What the code tells the log must stand in the log: only `facts` become fields of a line."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from rig.place import ROOT

STOREYS = ("portal", "partners", "activities", "programmes")


def lost(source: str) -> Iterator[str]:
    """The names in `extra` that the log leaves out."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        for given in (word.value for word in call.keywords if word.arg == "extra"):
            names = (
                [key.value for key in given.keys if isinstance(key, ast.Constant)]
                if isinstance(given, ast.Dict)
                else []
            )
            yield from (str(name) for name in names if name != "facts")


@pytest.mark.parametrize("storey", STOREYS)
def test_nothing_that_is_told_is_lost(storey: str) -> None:
    files = [path for path in (ROOT / storey).rglob("*.py") if "migrations" not in path.parts]
    assert files
    assert [(str(path), name) for path in files for name in lost(path.read_text())] == []


def test_the_search_finds_what_is_lost() -> None:
    """Negative control."""
    assert list(lost('log.info("x", extra={"facts": {"object": 1}, "action": 2})')) == ["action"]
