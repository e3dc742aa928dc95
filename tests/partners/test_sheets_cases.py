"""Every case reads as was written down before the reader existed."""

from __future__ import annotations

import pytest

from partners.spec.parents import ParentSheet, read_parents
from portal.web.sheets import Question
from tests.partners.cases_cells import CELLS
from tests.partners.cases_layout import LAYOUT
from tests.partners.cases_nasty import NASTY
from tests.partners.cases_text import QUESTIONS, TEXT
from tests.partners.sheet_files import Case, Parent, text


def read(content: bytes, encoding: str | None = None) -> ParentSheet:
    found = read_parents(content, encoding=encoding)
    assert isinstance(found, ParentSheet), found
    return found


def parents(found: ParentSheet) -> list[Parent]:
    return [
        Parent(row.place.row, row.name, row.email, row.phone, row.postcode, row.language, row.consent)
        for row in found.rows
    ]


@pytest.mark.parametrize("case", [*LAYOUT, *CELLS, *TEXT, *NASTY], ids=lambda case: case.name)
def test_reads_as_written_down(case: Case) -> None:
    found = read(case.content)
    assert parents(found) == list(case.parents)
    assert [(problem.place.row, problem.field) for problem in found.problems] == list(case.problems)
    assert [place.row for place in found.skipped] == list(case.skipped)
    if case.columns is not None:
        assert dict(found.columns) == dict(case.columns)
    if case.sheets:
        assert list(found.sheets) == list(case.sheets)


@pytest.mark.parametrize("name", QUESTIONS)
def test_asks_when_the_letters_are_in_doubt_and_offers_the_right_ones(name: str) -> None:
    encoding, rows = QUESTIONS[name]
    content = text(rows, encoding=encoding)
    question = read_parents(content)
    assert isinstance(question, Question)
    readings = {choice.encoding: read(content, choice.encoding).rows[0].name for choice in question.choices}
    assert rows[1][0] in readings.values()
    assert any(rows[1][0] in line for choice in question.choices for line in choice.sample)
