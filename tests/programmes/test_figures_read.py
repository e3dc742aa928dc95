"""Every table of figures reads as was written down before the reader existed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from portal.web.sheets import Question, SheetError
from portal.web.sheets.result import ReadList
from programmes.spec.figures import FigureLine, read_figures
from tests.activities.sheet_files import sheet, text
from tests.programmes.cases_figures import FIGURES, HEAD, Figures
from tests.programmes.nasty_figures import NASTY_FIGURES

SHARED = Path(os.environ.get("SHARED", Path(__file__).resolve().parents[3] / "shared"))


def read(content: bytes) -> ReadList[FigureLine]:
    found = read_figures(content)
    assert not isinstance(found, Question)
    return found


@pytest.mark.parametrize("case", [*FIGURES, *NASTY_FIGURES], ids=lambda case: case.name)
def test_reads_as_written_down(case: Figures) -> None:
    found = read(case.content)
    assert [(line.place.row, *line.shown().values()) for line in found.lines] == list(case.figures)
    assert [(problem.place.row, problem.field) for problem in found.problems] == list(case.problems)
    assert [place.row for place in found.skipped] == list(case.skipped)
    if case.columns is not None:
        assert dict(found.columns) == dict(case.columns)


@pytest.mark.parametrize("content", [b"", b"zomaar", text([["Vraag", "b"], ["c", "d"]]), sheet([HEAD])])
def test_what_holds_no_figures_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(SheetError):
        read(content)


def test_the_table_that_was_given() -> None:
    # Where it is not beside the project, the cases above stand for it. Counted by hand.
    path = SHARED / "data/spreadsheets/jeugdcijfers.xlsx"
    if path.exists():
        found = read(path.read_bytes())
        assert (len(found.lines), [place.row for place in found.skipped], found.problems) == (54, [1], ())
        assert found.lines[0].shown() == {
            "topic": "Middelen",
            "question": "Dronk vorige maand alcohol",
            "age": "15-16",
            "area": "Gemeente",
            "year": 2022,
            "share": 0.147,
            "n": 312,
        }
