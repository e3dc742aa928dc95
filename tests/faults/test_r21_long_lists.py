"""R21: a long list is made in the background, in little memory: a thousand rows at a time leave it as they are written.

The negative control holds all rows at once, as a list, and costs many times as much.
"""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable, Iterator

import pytest

from partners.models import Parent
from portal.desk.domain.save_list import start_saving
from portal.files.models import File
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from portal.web.exports import AT_ONCE, export
from portal.web.sheets.writing import CSV, XLSX, Cell, write_xlsx
from tests import cast

MEGABYTE = 1024**2


def peak(work: Callable[[], object]) -> float:
    """How many megabytes this takes at most, above what there was."""
    tracemalloc.start()
    try:
        work()
        return tracemalloc.get_traced_memory()[1] / MEGABYTE
    finally:
        tracemalloc.stop()


def rows(total: int) -> Iterator[list[Cell]]:
    for number in range(total):
        yield [f"Ouder nummer {number}", f"ouder{number}@example.org", "+31612345678", "nl", "3361", number]


def test_rows_leave_memory_as_they_are_written() -> None:
    titles = ["Naam", "E-mail", "Telefoon", "Taal", "Postcode", "Nummer"]
    assert peak(lambda: write_xlsx(titles, rows(20_000))) < 30
    assert peak(lambda: list(rows(20_000)) * 5) > peak(lambda: sum(1 for _ in rows(20_000))) * 5, "control"


def made(form: str) -> Job:
    job = start_saving(found=export("parents"), of=None, form=form, reason="work", started_by=cast.member("cjg").pk)
    run(job_id=job.pk)
    job.refresh_from_db()
    return job


def test_a_list_beyond_what_comes_at_once_is_whole(municipality: Municipality) -> None:
    cast.parents(AT_ONCE + 10)
    job = made(CSV)
    assert job.state == Job.State.DONE
    lines = bytes(File.objects.get(public_id=job.result["file"]).content).decode("utf-8-sig").splitlines()
    assert len(lines) == len(set(lines)) == AT_ONCE + 11


@pytest.mark.soak
@pytest.mark.parametrize("form", [CSV, XLSX])
def test_100_000_rows_stay_under_300_megabytes(municipality: Municipality, form: str) -> None:
    for _part in range(10):
        cast.parents(10_000)
    assert Parent.objects.count() == 100_000
    jobs: list[Job] = []
    assert peak(lambda: jobs.append(made(form))) < 300
    assert jobs[0].result["rows"] == 100_000
