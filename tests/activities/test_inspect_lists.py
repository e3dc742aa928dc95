"""`manage.py inspect_sheet` shows lists of meetings, of who came, and of figures in one shape, without a database."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

from django.core.management import call_command

from tests.activities.cases_attendance import CAME
from tests.activities.cases_events import EVENTS
from tests.programmes.cases_figures import FIGURES


def shown(tmp_path: Path, kind: str, content: bytes) -> Any:
    path, out = tmp_path / "lijst", io.StringIO()
    path.write_bytes(content)
    call_command("inspect_sheet", str(path), kind=kind, stdout=out)
    found = json.loads(out.getvalue())
    assert set(found) == {"columns", "rows", "problems", "skipped"}
    return found


def test_meetings(tmp_path: Path) -> None:
    found = shown(tmp_path, "events", EVENTS[0].content)
    assert found["rows"][0] == {
        "title": "Praten over pubers",
        "start": "2027-03-03T09:30",
        "end": "2027-03-03T11:00",
        "location": "De Hoek",
        "audience": "ouders 12+",
        "capacity": 15,
    }
    assert found["columns"]["Max. aantal"] == "capacity"


def test_who_came_and_heads(tmp_path: Path) -> None:
    found = shown(tmp_path, "attendance", CAME[1].content)
    assert found["rows"][0] == {
        "name": "Anna Vrolijk",
        "date": "2026-09-07",
        "present": True,
        "neighbourhood": "Oost",
    }
    assert {"date": "2026-09-07", "count": 7, "what": "adults"} in found["rows"]


def test_figures(tmp_path: Path) -> None:
    found = shown(tmp_path, "figures", FIGURES[0].content)
    assert set(found["rows"][0]) == {"topic", "question", "age", "area", "year", "share", "n"}


def test_a_problem_names_its_row_and_field_in_dutch(tmp_path: Path) -> None:
    case = next(case for case in EVENTS if case.name == "a time that the clock skips")
    (problem,) = shown(tmp_path, "events", case.content)["problems"]
    assert (problem["row"], problem["field"]) == (2, "start")
    assert problem["message"] == "Rij 2: Deze tijd bestaat niet: de klok gaat van 2.00 naar 3.00 uur."
