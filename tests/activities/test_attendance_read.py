"""Every list of who came reads as was written down before the reader existed."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from activities.spec.came import CameLine, HeadLine, read_attendance
from portal.web.sheets import Question, SheetError
from portal.web.sheets.result import ReadList
from tests.activities.cases_attendance import CAME, HEAD, Came
from tests.activities.nasty_attendance import NASTY_CAME
from tests.activities.sheet_files import sheet, text

SHARED = Path(os.environ.get("SHARED", Path(__file__).resolve().parents[3] / "shared"))


def read(content: bytes) -> ReadList[CameLine | HeadLine]:
    found = read_attendance(content)
    assert not isinstance(found, Question)
    return found


@pytest.mark.parametrize("case", [*CAME, *NASTY_CAME], ids=lambda case: case.name)
def test_reads_as_written_down(case: Came) -> None:
    found = read(case.content)
    came = [line for line in found.lines if isinstance(line, CameLine)]
    heads = [line for line in found.lines if isinstance(line, HeadLine)]
    assert [(line.place.row, *line.shown().values()) for line in came] == list(case.present)
    assert [(line.place.row, *line.shown().values()) for line in heads] == list(case.heads)
    assert [(problem.place.row, problem.field) for problem in found.problems] == list(case.problems)
    assert [place.row for place in found.skipped] == list(case.skipped)
    if case.columns is not None:
        assert dict(found.columns) == dict(case.columns)


@pytest.mark.parametrize("content", [b"", b"zomaar", text([["Naam", "Wijk"], ["c", "d"]]), sheet([HEAD])])
def test_what_tells_nothing_of_who_came_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(SheetError):
        read(content)


def test_the_list_that_a_walk_in_gave() -> None:
    # Where it is not beside the project, the cases above stand for it. Counted by hand.
    path = SHARED / "data/spreadsheets/presentie_koffieochtend.xlsx"
    if path.exists():
        found = read(path.read_bytes())
        came = [line for line in found.lines if isinstance(line, CameLine)]
        heads = [line for line in found.lines if isinstance(line, HeadLine)]
        assert [line.place.row for line in came[::12]] == list(range(4, 30))
        assert len(came) == 26 * 12
        assert [place.row for place in found.skipped] == [1, 32]
        assert Counter(line.what for line in heads) == {"adults": 12, "children": 12}
        assert (sum(line.count for line in heads if line.what == "adults"), found.problems) == (65, ())
        assert sum(line.count for line in heads if line.what == "children") == 142
        first = [line for line in came if line.name == "Lotte van Warsame"]
        assert [line.present for line in first] == [True] * 9 + [False, True, True]
        assert {line.neighbourhood for line in came} == {"Oost", "West", "Baanhoek", None}
