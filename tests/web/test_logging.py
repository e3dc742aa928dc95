"""What the code tells the log must stand in the log: only `facts` become fields of a line."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from rig.place import ROOT

STOREYS = ("portal", "partners", "activities", "programmes")


def lost(source: str) -> Iterator[str]:
    """What stands in `extra` and not in the log: all but `facts`, and what is not written out."""
    for call in (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call)):
        for given in (word.value for word in call.keywords if word.arg == "extra"):
            names = [key and ast.unparse(key) for key in given.keys] if isinstance(given, ast.Dict) else []
            if names != ["'facts'"]:
                yield ast.unparse(given)


@pytest.mark.parametrize("storey", STOREYS)
def test_nothing_that_is_told_is_lost(storey: str) -> None:
    files = [path for path in (ROOT / storey).rglob("*.py") if "migrations" not in path.parts]
    assert files
    assert [(str(path), name) for path in files for name in lost(path.read_text())] == []


@pytest.mark.parametrize("given", ['{"facts": {}, "action": 2}', '{"action": 2}', "told", '{"facts": {}, **told}'])
def test_the_search_finds_what_is_lost(given: str) -> None:
    """Negative control."""
    assert list(lost(f'log.info("x", extra={given})'))


def test_the_search_leaves_the_good_ones() -> None:
    assert list(lost('log.info("x", extra={"facts": {"object": 1}})')) == []
