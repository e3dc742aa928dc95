"""Lists of meetings, of who came and of figures, made from a seed, read as was known before they were written."""

from __future__ import annotations

import pytest

from activities.spec.came import CameLine, HeadLine, read_attendance
from activities.spec.events import read_events
from portal.web.sheets import Question
from programmes.spec.figures import FEWEST, read_figures
from tests.activities import by_seed

SEEDS = [*range(12), *(pytest.param(seed, marks=pytest.mark.soak) for seed in range(12, 500))]


@pytest.mark.parametrize("seed", SEEDS)
def test_meetings(seed: int) -> None:
    written, told = by_seed.events(seed)
    found = read_events(written.content)
    assert not isinstance(found, Question)
    assert [line.place.row for line in found.lines] == list(written.rows)
    read = [
        tuple(line.shown()[field] for field in ("title", "start", "end", "location", "capacity"))
        for line in found.lines
    ]
    assert read == told
    assert not found.problems


@pytest.mark.parametrize("seed", SEEDS)
def test_who_came(seed: int) -> None:
    written, told, heads = by_seed.came(seed)
    found = read_attendance(written.content)
    assert not isinstance(found, Question)
    people = [line for line in found.lines if isinstance(line, CameLine)]
    assert [(line.name, line.day.isoformat(), line.present) for line in people] == told
    assert list(dict.fromkeys(line.place.row for line in people)) == list(written.rows[:-1])
    counted = [line for line in found.lines if isinstance(line, HeadLine)]
    assert [(line.place.row, line.count) for line in counted] == [(written.rows[-1], heads)]


@pytest.mark.parametrize("seed", SEEDS)
def test_figures(seed: int) -> None:
    written, told = by_seed.figures(seed)
    kept = [(row, figure) for row, figure in zip(written.rows, told, strict=True) if figure[-1] >= FEWEST]
    found = read_figures(written.content)
    assert not isinstance(found, Question)
    read = [(line.place.row, (line.question, line.area, line.year, line.share, line.n)) for line in found.lines]
    assert read == kept
    few = [row for row, figure in zip(written.rows, told, strict=True) if figure[-1] < FEWEST]
    assert [problem.place.row for problem in found.problems] == few
