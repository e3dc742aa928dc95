"""Each row of faults that the portal promises to survive has a test, and docs/faults.md says which."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.faults.rows import PAGE, ROOT, ROWS, by_row, told_by


@pytest.mark.parametrize("row", ROWS)
def test_the_row_has_a_test(row: str) -> None:
    assert by_row()[row]


def test_the_page_names_every_row_and_only_files_that_tell_it() -> None:
    """Run `python -m tests.faults.rows > docs/faults.md` where this fails. A file more is no fault, one less is."""
    lines = dict(re.findall(r"^\| ([A-Z]\d+) \| (.*) \|$", PAGE.read_text(), re.MULTILINE))
    assert lines.keys() == ROWS.keys()
    for row, line in lines.items():
        files = re.findall(r"\]\(\.\./([^)]*)\)", line)
        assert files, row
        assert [file for file in files if row not in told_by(ROOT / file)] == []


def test_the_page_leads_to_pages_that_are_there() -> None:
    assert [link for link in re.findall(r"\]\(([^)]*)\)", PAGE.read_text()) if not (PAGE.parent / link).exists()] == []


def test_a_file_tells_its_rows_by_its_name_and_its_words(tmp_path: Path) -> None:
    """Negative control."""
    file = tmp_path / "test_x01_x03_pages.py"
    file.write_text('"""About cell B9."""\ndef test_one() -> None:\n    """Row T8: swapped."""\n    print("T9")\n')
    assert told_by(file) == {"X1", "X3", "T8"}
