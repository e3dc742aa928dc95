"""A list of who came: days find their meeting, who signed up is ticked, everyone else counts without a name."""

from __future__ import annotations

import io
import json
from datetime import date, time
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client

from activities.domain.log_attendance import log_attendance
from activities.domain.read_came import Came, read_came
from activities.domain.take_list import take_list
from activities.domain.undo_list import undo_list
from activities.domain.write_days import write_days
from activities.models import Attendance, HeadCount, ListKind, MeetingList, Registration, Series, Session
from activities.spec import instant
from partners.models import Parent
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from tests import cast
from tests.activities.sheet_files import sheet
from tests.counting import queries_of

UPLOAD = "/sliedrecht/bijeenkomsten/wie-kwam/inlezen/"
DAYS = [date(2026, 9, 7), date(2026, 9, 14), date(2026, 9, 21)]
ROWS: list[list[Any]] = [
    ["Naam", "Wijk", *DAYS],
    ["Anna Vrolijk", "Oost", "x", "", "x"],
    ["Ben de Groen", "", "x", "x", ""],
    ["zonder naam", "", 7, 8, 1],
    ["kinderen", "", 3, "", 2],
]
LIST = sheet(ROWS)


@pytest.fixture
def cjg(client: Client, municipality: Municipality) -> Client:
    return cast.sign_in(client, cast.member("cjg", email="cjg@sliedrecht.example"))


def make_series(title: str) -> Series:
    series = cast.series(title)
    series.save()
    return series


def meet(series: Series, day: date) -> Session:
    """A meeting of this series on a day that was."""
    start, end = time(9, 30), time(11, 0)
    return Session.objects.create(
        series=series,
        local_date=day,
        local_start=start,
        local_end=end,
        starts_at=instant(day, start),
        ends_at=instant(day, end),
    )


@pytest.fixture
def walk_in(municipality: Municipality) -> Series:
    """Two of the three days of the list."""
    series = make_series("Koffieochtend")
    for day in DAYS[:2]:
        meet(series, day)
    return series


def anna(walk_in: Series) -> Registration:
    """Who signed up for the first day."""
    parent = cast.parent("Anna  VROLIJK")
    return Registration.objects.create(session=walk_in.sessions.earliest("local_date"), parent=parent)


def upload(client: Client, series: Series, content: bytes = LIST) -> Any:
    file = SimpleUploadedFile("presentie.xlsx", content)
    return client.post(UPLOAD, {"origin": "De gastvrouw", "file": file, "series": str(series.pk)})


def read_in(client: Client, series: Series, content: bytes = LIST) -> MeetingList:
    client.post(upload(client, series, content)["Location"])
    run(job_id=Job.objects.latest("pk").pk)
    return MeetingList.objects.latest("pk")


def heads(kind: str) -> list[int]:
    return list(HeadCount.objects.filter(kind=kind).order_by("session__local_date").values_list("count", flat=True))


def test_who_signed_up_is_ticked_and_the_others_count_without_a_name(cjg: Client, walk_in: Series) -> None:
    registration = anna(walk_in)
    known = set(Parent.objects.values_list("pk", flat=True))
    address = upload(cjg, walk_in)["Location"]
    page = cjg.get(address)
    assert [(day.known, day.adults, day.children) for day in page.context["reading"].days] == [
        (1, 8, 3),
        (0, 9, 0),
        (0, 0, 0),
    ]
    assert "Geen bijeenkomst op deze dag" in page.content.decode()
    assert "Ben de Groen" not in page.content.decode()
    assert not HeadCount.objects.exists()
    found = read_in(cjg, walk_in)
    assert (found.created, found.skipped, found.refused) == (2, 0, 1)
    assert Attendance.objects.get().registration == registration
    assert Attendance.objects.get().came
    assert (heads("adults"), heads("children")) == ([8, 9], [3])
    assert set(Parent.objects.values_list("pk", flat=True)) == known
    shown = cjg.get(f"/sliedrecht/bijeenkomsten/ingelezen/{found.public_id}/").content.decode()
    assert "Van 2 dagen staat nu opgeschreven wie kwam" in shown


def test_the_same_list_again_counts_nobody_twice(cjg: Client, walk_in: Series) -> None:
    anna(walk_in)
    read_in(cjg, walk_in)
    again = upload(cjg, walk_in)["Location"]
    assert "Er staat niets nieuws in deze lijst" in cjg.get(again).content.decode()
    meet(walk_in, DAYS[2])
    found = read_in(cjg, walk_in)
    assert (found.created, found.skipped, found.refused) == (1, 2, 0)
    assert (heads("adults"), heads("children")) == ([8, 9, 2], [3, 2])


def test_what_somebody_wrote_down_stays(cjg: Client, walk_in: Series) -> None:
    first = walk_in.sessions.earliest("local_date")
    registration = anna(walk_in)
    log_attendance(session=first, came={registration.pk: False}, heads={"adults": 4})
    found = read_in(cjg, walk_in)
    assert heads("adults") == [4, 9]
    assert not Attendance.objects.get().came
    undo_list(found=found)
    assert (heads("adults"), heads("children")) == ([4], [])
    assert Attendance.objects.exists()


def test_a_list_is_taken_back_whole(cjg: Client, walk_in: Series) -> None:
    anna(walk_in)
    found = read_in(cjg, walk_in)
    page = cjg.post(f"/sliedrecht/bijeenkomsten/ingelezen/{found.public_id}/terug/", follow=True).content.decode()
    assert "De hele lijst is teruggenomen" in page
    assert not HeadCount.objects.exists()
    assert not Attendance.objects.exists()
    assert Session.objects.count() == 2


def test_two_of_one_name_count_without_it(walk_in: Series) -> None:
    anna(walk_in)
    Registration.objects.create(session=walk_in.sessions.earliest("local_date"), parent=cast.parent("Anna Vrolijk"))
    taken = take_list(kind=ListKind.CAME, name="l.xlsx", content=LIST, media_type="", origin="x", series=walk_in)
    reading = read_came(found=taken, content=LIST)
    assert isinstance(reading, Came)
    assert (reading.days[0].known, reading.days[0].adults) == (0, 9)


def test_a_killed_import_goes_on_behind_its_last_batch(walk_in: Series) -> None:
    """Row R20 for who came."""
    taken = take_list(kind=ListKind.CAME, name="l.xlsx", content=LIST, media_type="", origin="x", series=walk_in)
    reading = read_came(found=taken, content=LIST)
    assert isinstance(reading, Came)
    for _again in range(2):
        write_days(found=taken, lines=reading.sheet.lines, days=DAYS[:1], start=0)
    last = write_days(found=taken, lines=reading.sheet.lines, days=DAYS[1:], start=1)
    assert (last.done, last.created, heads("adults")) == (3, 2, [9, 9])


def test_a_day_to_come_is_left_alone(walk_in: Series) -> None:
    day = date(2031, 3, 3)
    meet(walk_in, day)
    taken = take_list(kind=ListKind.CAME, name="l.xlsx", content=b"x", media_type="", origin="x", series=walk_in)
    rows: list[list[Any]] = [["Naam", day, DAYS[0]], ["Anna Vrolijk", "x", "x"]]
    content = sheet(rows)
    reading = read_came(found=taken, content=content)
    assert isinstance(reading, Came)
    assert [day.fate.value for day in reading.days] == ["new", "to come"]


def test_names_are_for_cjg_staff(cjg: Client, walk_in: Series) -> None:
    address = upload(cjg, walk_in)["Location"]
    officer = cast.sign_in(Client(), cast.member("policy_officer"))
    assert officer.get(address).status_code == 403
    assert officer.get(UPLOAD).status_code == 403


def test_a_column_is_read_as_a_person_said(cjg: Client, walk_in: Series) -> None:
    rows: list[list[Any]] = [["Naam", "Vrijwilliger", DAYS[0]], ["Groep A", "Anna Vrolijk", "x"]]
    address = upload(cjg, walk_in, sheet(rows))["Location"] + "kolommen/"
    assert set(cjg.get(address).context["form"].fields) >= {"column_0", "column_1"}
    cjg.post(address, {"column_0": "", "column_1": "name"})
    assert MeetingList.objects.get().chosen == {"naam": "", "vrijwilliger": "name"}
    assert cjg.get(address.removesuffix("kolommen/")).status_code == 200


def test_what_is_no_such_list_is_refused_in_words(cjg: Client, walk_in: Series) -> None:
    page = upload(cjg, walk_in, b"a;b\r\nc;d\r\n")
    assert "We vonden geen rij met de dagen" in page.content.decode()


def test_the_preview_asks_as_much_for_many_days_as_for_one(cjg: Client, walk_in: Series) -> None:
    few = queries_of(cjg, upload(cjg, walk_in, sheet([["Naam", DAYS[0]], ["Anna Vrolijk", "x"]]))["Location"])
    people = [[f"Ouder {letter}", "", "x", "x", "x"] for letter in "ABCDEFGHIJ"]
    assert queries_of(cjg, upload(cjg, walk_in, sheet([*ROWS, *people]))["Location"]) == few


def test_the_command_finds_the_series_or_asks(cjg: Client, walk_in: Series, tmp_path: Path) -> None:
    path, out = tmp_path / "lijst.xlsx", io.StringIO()
    path.write_bytes(LIST)
    chosen = {"kind": "attendance", "municipality": "GM0610", "user": "cjg@sliedrecht.example", "stdout": out}
    call_command("import_sheet", str(path), **chosen)
    assert json.loads(out.getvalue()) == {"created": 2, "updated": 0, "skipped": 0, "refused": 1}
    meet(make_series("Andere ochtend"), DAYS[0])
    meet(Series.objects.get(title="Andere ochtend"), DAYS[1])
    with pytest.raises(CommandError, match="--series"):
        call_command("import_sheet", str(path), **chosen)
    call_command("import_sheet", str(path), series="Andere ochtend", **chosen)
    assert MeetingList.objects.latest("pk").series == Series.objects.get(title="Andere ochtend")
