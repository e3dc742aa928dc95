"""A list of meetings: choose it, look at it, plan it; once, resumable, and back again within a week."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils import timezone

from activities.domain.forget_lists import forget_lists
from activities.domain.import_meetings import BATCH
from activities.domain.plan_batch import plan_batch
from activities.domain.read_meetings import Meetings, read_meetings
from activities.domain.take_list import take_list
from activities.domain.undo_list import TooLate, undo_list
from activities.models import Capacity, ListKind, MeetingList, Reminder, Series, Session
from portal.audit.models import AuditEntry
from portal.files.models import File
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from tests import cast
from tests.activities.sheet_files import text
from tests.counting import queries_of

UPLOAD = "/sliedrecht/bijeenkomsten/inlezen/"
HEAD = ["Datum", "Van", "Tot", "Activiteit", "Locatie", "Voor wie", "Max. aantal"]
ROWS = [
    ["3-3-2031", "9.30 uur", "11.00", "Koffie", "De Hoek", "ouders", "max 15"],
    ["10-3-2031", "9.30 uur", "", "Koffie", "De Hoek", "ouders", ""],
    ["11-3-2031", "20:00", "", "Avond", "", "", "12"],
    ["12-3-2031", "", "", "Zonder tijd", "De Hoek", "", ""],
]
LIST = text([HEAD, *ROWS])


@pytest.fixture
def cjg(client: Client, municipality: Municipality) -> Client:
    return cast.sign_in(client, cast.member("cjg", email="cjg@sliedrecht.example"))


def upload(client: Client, content: bytes = LIST, **fields: Any) -> Any:
    file = SimpleUploadedFile("lijst.csv", content)
    return client.post(UPLOAD, {"origin": "De bibliotheek", "file": file, **fields})


def read_in(client: Client, content: bytes = LIST, **fields: Any) -> MeetingList:
    client.post(upload(client, content, **fields)["Location"])
    run(job_id=Job.objects.latest("pk").pk)
    return MeetingList.objects.latest("pk")


def test_a_list_goes_from_file_to_meetings(cjg: Client) -> None:
    address = upload(cjg)["Location"]
    page = cjg.get(address).content.decode()
    for shown in ("Er worden 2 bijeenkomsten gepland", "Koffie", "De bibliotheek", "Rij 5: Hier staat geen tijd."):
        assert shown in page
    assert "1 rij zegt niet waar het is" in page
    assert not Session.objects.exists()
    cjg.post(address)
    run(job_id=Job.objects.get().pk)
    found = MeetingList.objects.get()
    assert (found.created, found.skipped, found.refused) == (2, 0, 2)
    first, second = Session.objects.order_by("local_date")
    assert first.series == second.series
    assert (first.series.title, first.series.location, first.series.audience) == ("Koffie", "De Hoek", "ouders")
    assert [f"{first.local_start:%H:%M}", f"{first.local_end:%H:%M}"] == ["09:30", "11:00"]
    assert f"{second.local_end:%H:%M}" == "11:00"
    assert sorted(Capacity.objects.values_list("total", flat=True)) == [15, 20]
    assert Reminder.objects.count() == 2
    result = cjg.get(f"/sliedrecht/bijeenkomsten/ingelezen/{found.public_id}/").content.decode()
    assert "2 nieuwe bijeenkomsten" in result
    assert "De bibliotheek" in cjg.get(UPLOAD).content.decode()


def test_the_same_list_again_plans_nothing(cjg: Client) -> None:
    read_in(cjg)
    again = upload(cjg)["Location"]
    assert "geen nieuwe bijeenkomst" in cjg.get(again).content.decode()
    assert cjg.post(again).status_code == 200
    found = read_in(cjg, text([HEAD, *ROWS, ["17-3-2031", *ROWS[0][1:]]]))
    assert (found.created, found.skipped, found.refused) == (1, 2, 2)
    assert (Session.objects.count(), Series.objects.count()) == (3, 1)


def test_a_column_is_read_as_a_person_said_and_remembered(cjg: Client) -> None:
    school = cast.organisation("De Wilgen")
    rows = [["Datum", "Tijd", "Titel", "Onderwerp"], ["3-3-2031", "9.30", "Avond 1", "Slapen"]]
    address = upload(cjg, text(rows), organisation=str(school.pk))["Location"]
    form = cjg.get(address + "kolommen/").context["form"]
    said = {name: field.initial for name, field in form.fields.items() if name.startswith("column_")}
    said |= {"column_2": "", "column_3": "title", "place": "De Hoek", "places": "8", "minutes": "60"}
    assert cjg.post(address + "kolommen/", said)["Location"] == address
    assert "Slapen" in cjg.get(address).content.decode()
    cjg.post(address)
    run(job_id=Job.objects.get().pk)
    session = Session.objects.get()
    assert (session.series.title, session.series.location, session.series.organisation) == ("Slapen", "De Hoek", school)
    assert f"{session.local_end:%H:%M}" == "10:30"
    later = [rows[0], ["4-3-2031", "9.30", "Avond 2", "Eten"]]
    for organisation, title in ((str(school.pk), "Eten"), ("", "Avond 2")):
        page = cjg.get(upload(cjg, text(later), organisation=organisation)["Location"])
        assert page.context["reading"].rows[0].title == title


def test_the_same_choice_again_leaves_no_line(cjg: Client) -> None:
    address = upload(cjg)["Location"] + "kolommen/"
    form = cjg.get(address).context["form"]
    said = {name: form[name].value() or "" for name in form.fields}
    lines = AuditEntry.objects.filter(action="meetings.columns_chosen")
    for place, expected in (("De Hoek", 1), ("De Hoek", 1), ("De Brug", 2)):
        assert cjg.post(address, {**said, "place": place}).status_code == 302
        assert lines.count() == expected


def test_what_was_chosen_wrong_is_said_and_stays(cjg: Client) -> None:
    address = upload(cjg)["Location"] + "kolommen/"
    page = cjg.post(address, {"column_0": "date", "place": "De Hoek", "places": "0", "minutes": "60"})
    assert set(page.context["form"].errors) == {"places"}
    assert 'value="De Hoek"' in page.content.decode()
    page = cjg.post(address, {"column_0": "date", "places": "5", "minutes": "60"})
    assert "in welke kolom de naam" in page.content.decode()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04 geen zip", b"Naam;E-mail\r\nA;a@example.org"])
def test_a_file_without_meetings_is_refused_in_words(cjg: Client, content: bytes) -> None:
    page = upload(cjg, content)
    assert page.context["form"].errors["file"]
    assert 'value="De bibliotheek"' in page.content.decode()
    assert not File.objects.exists()


def test_starting_twice_plans_once(cjg: Client) -> None:
    address = upload(cjg)["Location"]
    assert cjg.post(address)["Location"] == cjg.post(address)["Location"]
    assert Job.objects.count() == 1


def test_the_letters_are_asked_and_the_answer_is_kept(cjg: Client) -> None:
    rows = [HEAD, ["3-3-2031", "9.30", "", "Şeker en Gül", "De Hoek", "", ""]]
    address = upload(cjg, text(rows, encoding="cp1254"))["Location"]
    choices = [choice.encoding for choice in cjg.get(address).context["reading"].choices]
    cjg.post(address + "letters/", {"letters": "rot13"})
    assert cjg.get(address).context["reading"].choices
    cjg.post(address + "letters/", {"letters": "cp1254"})
    assert "cp1254" in choices
    assert "Şeker" in cjg.get(address).content.decode()


def test_a_killed_import_goes_on_behind_its_last_batch(municipality: Municipality) -> None:
    """Row R20 for meetings: a batch that was done is not done again, by whoever comes."""
    rows = [HEAD, *([f"{day}-{month}-2031", *ROWS[0][1:]] for month in range(1, 13) for day in range(1, 29))]
    taken = take_list(kind=ListKind.MEETINGS, name="l.csv", content=text(rows), media_type="", origin="x")
    reading = read_meetings(found=taken, content=text(rows))
    assert isinstance(reading, Meetings)
    first = plan_batch(found=taken, rows=reading.rows[:BATCH], start=0)
    again = plan_batch(found=taken, rows=reading.rows[:BATCH], start=0)
    assert (first.done, again.done, Session.objects.count()) == (BATCH, BATCH, BATCH)
    last = plan_batch(found=taken, rows=reading.rows[BATCH:], start=BATCH)
    assert (last.created, Session.objects.count()) == (12 * 28, 12 * 28)


def test_a_list_is_taken_back_whole(cjg: Client) -> None:
    own = cast.session()
    found = read_in(cjg)
    page = cjg.post(f"/sliedrecht/bijeenkomsten/ingelezen/{found.public_id}/terug/", follow=True).content.decode()
    assert "De hele lijst is teruggenomen" in page
    assert list(Session.objects.all()) == [own]
    assert list(Series.objects.all()) == [own.series]
    undo_list(found=found)


@pytest.mark.parametrize("why", ["signed up", "a week"])
def test_a_list_stays_once_somebody_counts_on_it(cjg: Client, why: str) -> None:
    found = read_in(cjg)
    if why == "signed up":
        cast.registration(Session.objects.latest("pk"))
    else:
        MeetingList.objects.update(stated_at=timezone.now() - timedelta(days=8))
    with pytest.raises(TooLate):
        undo_list(found=found)
    page = cjg.post(f"/sliedrecht/bijeenkomsten/ingelezen/{found.public_id}/terug/", follow=True).content.decode()
    assert "kunt u niet meer terugnemen" in page
    assert Session.objects.count() == 2


def test_a_list_that_nobody_began_is_forgotten_with_its_file(cjg: Client) -> None:
    upload(cjg)
    assert forget_lists() == 0
    File.objects.all().delete()
    assert forget_lists() == 1


def test_a_list_of_another_municipality_does_not_exist(cjg: Client, other: Municipality) -> None:
    address = upload(cjg)["Location"]
    cast.sign_in(cjg, cast.member("cjg", at=other))
    assert cjg.get(address.replace("sliedrecht", "zwolle")).status_code == 404


def test_the_preview_asks_as_much_for_many_rows_as_for_one(cjg: Client) -> None:
    many = text([HEAD, *([f"{day}-3-2031", *ROWS[0][1:]] for day in range(1, 29))] + [ROWS[0]] * 172)
    few, more = (queries_of(cjg, upload(cjg, content)["Location"]) for content in (text([HEAD, ROWS[0]]), many))
    assert few == more


def test_the_command_does_what_the_page_does(cjg: Client, tmp_path: Path) -> None:
    path, out = tmp_path / "lijst.csv", io.StringIO()
    path.write_bytes(LIST)
    chosen = {"kind": "events", "municipality": "GM0610", "user": "cjg@sliedrecht.example", "stdout": out}
    call_command("import_sheet", str(path), **chosen)
    assert json.loads(out.getvalue()) == {"created": 2, "updated": 0, "skipped": 0, "refused": 2}
    path.write_bytes(b"a;b\r\nc;d\r\n")
    with pytest.raises(CommandError) as refused:
        call_command("import_sheet", str(path), **chosen)
    assert refused.value.returncode == 2


def test_what_the_list_leaves_open_is_marked_as_filled_in(cjg: Client) -> None:
    page = cjg.get(upload(cjg)["Location"]).content.decode()
    assert page.count("11.00<") == page.count("11.00 *") == 1
    assert "20 *" in page
    assert "15 *" not in page
    assert "Dit staat niet in de lijst" in page
    assert "ouders</td>" in page.replace("\n", "")
    assert "Wat nog komt, zien ouders meteen" in page


def test_of_meetings_that_are_past_it_does_not_say_that_parents_see_them(cjg: Client) -> None:
    past = text([HEAD, ["3-3-2025", *ROWS[0][1:]]])
    page = cjg.get(upload(cjg, past)["Location"]).content.decode()
    assert "Ze zijn allemaal al geweest" in page
    assert "zien ouders meteen" not in page
    assert "Dit staat niet in de lijst" not in page


def test_before_any_meeting_the_page_of_who_came_says_what_to_do_first(cjg: Client) -> None:
    page = cjg.get("/sliedrecht/bijeenkomsten/wie-kwam/inlezen/").content.decode()
    assert "Er is nog geen bijeenkomst geweest" in page
    assert 'type="file"' not in page
    cast.day_comes(cast.session())
    assert 'type="file"' in cjg.get("/sliedrecht/bijeenkomsten/wie-kwam/inlezen/").content.decode()
