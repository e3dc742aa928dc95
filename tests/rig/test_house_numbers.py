"""What is too long is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from rig.house_numbers import measure


def python_file(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text)
    return path


def function(name: str, lines: int, first: str = "") -> str:
    return f"def {name}({first}):\n" + "    pass\n" * (lines - 1)


def test_small_code_passes(tmp_path: Path) -> None:
    shown, too_long = measure([python_file(tmp_path, "small.py", function("one", 5))])
    assert too_long == []
    assert any(line.startswith("function median") for line in shown)


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("long.py", "x = 1\n" * 301, "file longest is 301"),
        ("deep.py", function("one", 51), "one 51 lines"),
        ("views.py", function("page", 21, "request"), "page 21 lines, a view"),
        ("settings.py", "x = 1\n" * 251, "settings is 251"),
    ],
)
def test_too_long_is_named(tmp_path: Path, name: str, text: str, named: str) -> None:
    small = [python_file(tmp_path, f"small{number}.py", function("one", 5) * 9) for number in range(9)]
    _, too_long = measure([*small, python_file(tmp_path, name, text)])
    assert any(named in line for line in too_long)


def test_at_the_cap_is_fine(tmp_path: Path) -> None:
    small = [python_file(tmp_path, f"small{number}.py", function("one", 5) * 9) for number in range(9)]
    _, too_long = measure([*small, python_file(tmp_path, "views.py", function("page", 20, "request"))])
    assert too_long == []
