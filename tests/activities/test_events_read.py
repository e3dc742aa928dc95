"""Every list of meetings reads as was written down before the reader existed."""

from __future__ import annotations

import os
from collections import Counter
from pathlib import Path

import pytest

from activities.spec.events import EventLine, read_events
from portal.web.sheets import Question, SheetError
from portal.web.sheets.result import ReadList
from tests.activities.cases_events import EVENTS, HEAD, TALK
from tests.activities.nasty_events import NASTY_EVENTS
from tests.activities.sheet_files import Events, Meeting, sheet, text

SHARED = Path(os.environ.get("SHARED", Path(__file__).resolve().parents[3] / "shared"))


def read(content: bytes, **chosen: str) -> ReadList[EventLine]:
    found = read_events(content, chosen=chosen)
    assert not isinstance(found, Question)
    return found


def meetings(found: ReadList[EventLine]) -> list[Meeting]:
    return [Meeting(line.place.row, **line.shown()) for line in found.lines]


@pytest.mark.parametrize("case", [*EVENTS, *NASTY_EVENTS], ids=lambda case: case.name)
def test_reads_as_written_down(case: Events) -> None:
    found = read(case.content)
    assert meetings(found) == list(case.meetings)
    assert [(problem.place.row, problem.field) for problem in found.problems] == list(case.problems)
    assert [place.row for place in found.skipped] == list(case.skipped)
    if case.columns is not None:
        assert dict(found.columns) == dict(case.columns)


def test_a_column_that_a_person_chose_goes_before_its_words() -> None:
    rows = [["Datum", "Tijd", "Titel", "Onderwerp", "Ruimte"], ["3-3-2027", "9:00", "Avond 1", "Slapen", "Zaal"]]
    assert read(sheet(rows)).lines[0].title == "Avond 1"
    found = read(sheet(rows), titel="", onderwerp="title", ruimte="audience")
    assert meetings(found) == [Meeting(2, "Slapen", "2027-03-03T09:00", audience="Zaal")]
    assert "Titel" not in found.columns


@pytest.mark.parametrize("content", [b"", b"zomaar wat tekst", text([["a", "b"], ["c", "d"]]), sheet([HEAD])])
def test_what_holds_no_meetings_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(SheetError):
        read(content)


def test_fifty_thousand_rows_are_read() -> None:
    found = read(text([HEAD, *([TALK] * 49_000)]))
    assert len(found.lines) == 49_000


def test_the_list_that_a_partner_gave() -> None:
    # Where it is not beside the project, the cases above stand for it. Counted by hand and with another program.
    path = SHARED / "data/spreadsheets/activiteiten_partner.csv"
    if path.exists():
        found = read(path.read_bytes())
        lines = found.lines
        assert ([line.place.row for line in lines], found.skipped, found.problems) == (list(range(2, 47)), (), ())
        assert all(line.title and line.start for line in lines)
        assert lines[0].shown() == {
            "title": "Workshop puberbrein",
            "start": "2027-03-03T09:30",
            "end": None,
            "location": "Sportpark Oost",
            "audience": "vaders",
            "capacity": 20,
        }
        counted = Counter(line.capacity for line in lines)
        assert sum(counted.values()) == 45
        assert set(counted) == {20, 15, 12, None}
