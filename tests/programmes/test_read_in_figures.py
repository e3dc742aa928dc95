"""A table of figures: choose it, look at it, store it; once, resumable, and back again within a week."""

from __future__ import annotations

import io
import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from portal.audit.models import AuditEntry
from portal.files.models import File
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from programmes.domain.forget_over import forget_unread
from programmes.domain.store_figures import store_figures
from programmes.domain.undo_figures import TooLate, undo_figures
from programmes.models import Figure, FigureList
from programmes.queries.figures import figures, values_of
from programmes.spec.figures import read_figures
from tests import cast
from tests.activities.sheet_files import text
from tests.counting import queries_of

UPLOAD, PAGE = "/sliedrecht/cijfers/inlezen/", "/sliedrecht/cijfers/"
HEAD = ["Onderwerp", "Vraag", "Leeftijd", "Gebied", "Jaar", "Percentage", "Aantal antwoorden"]
SLEEP = ["Slaap", "Slaapt minder dan 7 uur", "15-16", "Sliedrecht", "2026", "25%", "312"]
FEW = ["Slaap", "Droomt", "15-16", "Sliedrecht", "2026", "50%", "4"]
SCREEN = ["Beeldscherm", "Kijkt na elf uur", "15-16", "Sliedrecht", "2026", "40%", "312"]
LIST = text([HEAD, SLEEP, FEW, SCREEN])


@pytest.fixture
def officer(client: Client, municipality: Municipality) -> Client:
    return cast.sign_in(client, cast.member("policy_officer", email="beleid@sliedrecht.example"))


def upload(client: Client, content: bytes = LIST, **fields: Any) -> Any:
    file = SimpleUploadedFile("cijfers.csv", content)
    return client.post(UPLOAD, {"origin": "De GGD", "file": file, **fields})


def read_in(client: Client, content: bytes = LIST, **fields: Any) -> FigureList:
    client.post(upload(client, content, **fields)["Location"])
    run(job_id=Job.objects.latest("pk").pk)
    return FigureList.objects.latest("pk")


def other(share: str) -> bytes:
    return text([HEAD, [*SLEEP[:5], share, "312"]])


def counts(found: FigureList) -> tuple[int, int, int, int]:
    return found.created, found.updated, found.skipped, found.refused


def test_before_there_are_figures_the_page_says_what_to_do(officer: Client) -> None:
    page = officer.get(PAGE).content.decode()
    assert "Er zijn nog geen cijfers" in page
    assert UPLOAD in page
    assert "Bewaar als bestand" not in page
    reader = cast.sign_in(Client(), cast.member("cjg", email="cjg@sliedrecht.example"))
    assert UPLOAD not in reader.get(PAGE).content.decode()
    assert reader.get(UPLOAD).status_code == 403


def test_a_table_goes_from_file_to_figures(officer: Client) -> None:
    address = upload(officer)["Location"]
    page = officer.get(address).content.decode()
    for shown in ("2 nieuwe cijfers", "De GGD", "Slaapt minder dan 7 uur", "Rij 3: Minder dan 5 mensen"):
        assert shown in page
    assert not Figure.objects.exists()
    officer.post(address)
    run(job_id=Job.objects.get().pk)
    found = FigureList.objects.get()
    assert counts(found) == (2, 0, 0, 1)
    kept = Figure.objects.get(topic="Slaap")
    assert (kept.question, kept.age, kept.area, kept.year) == ("Slaapt minder dan 7 uur", "15-16", "Sliedrecht", 2026)
    assert (kept.share, kept.n) == (0.25, 312)
    page = officer.get(f"{PAGE}?onderwerp=Slaap").content.decode()
    for shown in ("Slaapt minder dan 7 uur", "15-16", "Sliedrecht", "2026", "25%", "312", "De GGD", "<svg"):
        assert shown in page
    assert "Kijkt na elf uur" not in page
    assert "Kijkt na elf uur" in officer.get(f"{PAGE}?onderwerp=nergens").content.decode()
    assert "2 " in officer.get(f"/sliedrecht/cijfers/ingelezen/{found.public_id}/").content.decode()


def test_nothing_about_fewer_than_five_is_ever_kept(officer: Client) -> None:
    read_in(officer)
    assert b"Droomt" not in officer.get(f"{PAGE}?onderwerp=Slaap").content
    found = FigureList.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Figure.objects.create(came_from=found, question="Droomt", share=0.5, n=4)


def test_the_same_table_again_stores_nothing(officer: Client) -> None:
    read_in(officer)
    again = upload(officer)["Location"]
    assert "niets nieuws" in officer.get(again).content.decode()
    assert officer.post(again).status_code == 200
    assert Figure.objects.count() == 2


def test_the_newest_table_counts_and_taken_back_the_one_before_it(officer: Client) -> None:
    read_in(officer, other("25%"))
    newer = read_in(officer, other("31%"), origin="GGD, verbeterd")
    assert counts(newer) == (0, 1, 0, 0)
    page = officer.get(PAGE).content.decode()
    assert "31%" in page
    assert "25%" not in page
    assert "GGD, verbeterd" in page
    address = f"/sliedrecht/cijfers/ingelezen/{newer.public_id}/"
    assert officer.post(f"{address}terug/")["Location"] == address
    assert "teruggenomen" in officer.get(address).content.decode().lower()
    assert "25%" in officer.get(PAGE).content.decode()
    officer.post(f"{address}terug/")
    assert list(figures().values_list("share", flat=True)) == [0.25]
    assert AuditEntry.objects.filter(action="figures.undone").count() == 1


def test_what_two_tables_told_stays_while_one_of_them_stands(officer: Client) -> None:
    first = read_in(officer)
    second = read_in(officer, text([HEAD, SLEEP, SLEEP, [*SCREEN[:5], "41%", "312"]]), origin="GGD, nog eens")
    assert counts(second) == (0, 1, 2, 0)
    asleep = (*SLEEP[:4], 2026)
    assert [figure.came_from for figure in figures().filter(topic="Slaap")] == [second], "two are kept, one is shown"
    undo_figures(found=first)
    assert values_of([SLEEP[1]]) == {asleep: (0.25, 312)}
    undo_figures(found=second)
    assert values_of([SLEEP[1]]) == {}


def test_the_table_that_was_read_in_last_counts_whichever_was_chosen_first(officer: Client) -> None:
    chosen_first = upload(officer, other("25%"))["Location"]
    read_in(officer, other("31%"))
    assert "1 cijfer krijgt een andere waarde" in officer.get(chosen_first).content.decode()
    officer.post(chosen_first)
    run(job_id=Job.objects.latest("pk").pk)
    assert list(figures().values_list("share", flat=True)) == [0.25]


def test_after_a_week_a_table_stays(officer: Client) -> None:
    found = read_in(officer)
    FigureList.objects.update(stated_at=timezone.now() - timedelta(days=8))
    with pytest.raises(TooLate):
        undo_figures(found=found)
    said = officer.post(f"/sliedrecht/cijfers/ingelezen/{found.public_id}/terug/", follow=True).content.decode()
    assert "er is een week voorbij" in said
    assert Figure.objects.count() == 2


def test_two_values_for_one_figure_are_kept_once_and_told(officer: Client) -> None:
    twice = text([HEAD, SLEEP, [*SLEEP[:5], "30%", "312"], SLEEP])
    page = officer.get(upload(officer, twice)["Location"]).content.decode()
    assert "staat in de tabel ook met een andere waarde" in page
    assert counts(read_in(officer, twice)) == (1, 0, 1, 1)
    assert Figure.objects.get().share == 0.25


def test_a_batch_that_was_done_or_taken_back_stores_nothing(officer: Client) -> None:
    found = read_in(officer)
    read = read_figures(other("77%"))
    assert not hasattr(read, "choices")
    lines = read.lines
    for start in (0, 1):
        assert store_figures(found=found, lines=lines, start=start).updated == 0
    undo_figures(found=found)
    assert store_figures(found=found, lines=lines, start=2).updated == 0
    assert not Figure.objects.exists()


def test_a_stopped_table_goes_on_behind_its_last_batch(officer: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("programmes.domain.import_figures.BATCH", 1)
    officer.post(upload(officer)["Location"])
    found, read = FigureList.objects.get(), read_figures(LIST)
    store_figures(found=found, lines=read.lines[:1], start=0, left_out=1)  # type: ignore[union-attr]
    run(job_id=Job.objects.get().pk)
    found.refresh_from_db()
    assert counts(found) == (2, 0, 0, 1)
    assert Figure.objects.count() == 2


def test_a_column_is_read_as_a_person_said_and_remembered(officer: Client) -> None:
    ggd = cast.organisation("De GGD")
    rows = [["Vraag", "Uitslag", "Percentage"], ["Slaapt slecht", "0,2", "0,9"]]
    address = upload(officer, text(rows), organisation=str(ggd.pk))["Location"]
    form = officer.get(f"{address}kolommen/").context["form"]
    said = {"column_0": "question", "column_1": "share", "column_2": "", "area": "Sliedrecht", "year": "2025"}
    assert set(said) == set(form.fields)
    assert officer.post(f"{address}kolommen/", {**said, "column_1": ""}).status_code == 200
    assert officer.post(f"{address}kolommen/", said)["Location"] == address
    officer.post(address)
    run(job_id=Job.objects.get().pk)
    assert values_of(["Slaapt slecht"]) == {("", "Slaapt slecht", "", "Sliedrecht", 2025): (0.2, None)}
    for organisation, share in ((str(ggd.pk), 0.2), ("", 0.9)):
        page = officer.get(upload(officer, text(rows), organisation=organisation)["Location"])
        assert page.context["reading"].rows[0].share == share


def test_what_nobody_reads_in_goes_and_what_was_read_in_stays(officer: Client) -> None:
    read_in(officer)
    upload(officer, other("1%"))
    File.objects.all().delete()
    assert forget_unread() == 1
    assert FigureList.objects.count() == 1


def test_a_file_that_is_no_table_is_refused_in_words(officer: Client) -> None:
    page = upload(officer, b"Naam;Telefoon\nIemand;0612345678\n").content.decode()
    assert "geen rij met kolomnamen" in page
    assert 'value="De GGD"' in page
    assert not FigureList.objects.exists()


def test_import_sheet_does_what_the_page_does(officer: Client, tmp_path: Path) -> None:
    file = tmp_path / "cijfers.csv"
    file.write_bytes(LIST)
    for expected in ({"created": 2, "updated": 0, "skipped": 0, "refused": 1},
                     {"created": 0, "updated": 0, "skipped": 2, "refused": 1}):  # fmt: skip
        said = io.StringIO()
        told = {"kind": "figures", "municipality": "GM0610", "user": "beleid@sliedrecht.example", "stdout": said}
        call_command("import_sheet", str(file), **told)
        assert json.loads(said.getvalue()) == expected
    cast.member("cjg", email="cjg@sliedrecht.example")
    with pytest.raises(CommandError):
        call_command("import_sheet", str(file), **{**told, "user": "cjg@sliedrecht.example"})


@pytest.mark.parametrize("rows", [1, 200])
def test_the_page_asks_no_more_for_many(officer: Client, rows: int) -> None:
    table = [[f"Onderwerp {n % 3}", f"Vraag {n % 20}", str(n), "Hier", "2026", "10%", "50"] for n in range(rows)]
    read_in(officer, text([HEAD, *table]))
    assert queries_of(officer, PAGE) == QUERIES


QUERIES = 7
