"""Which column holds what: seen, corrected, remembered for that organisation's next list, forgotten with it."""

from __future__ import annotations

from typing import cast as typed

import pytest
from django.test import Client

from partners.domain import import_parents
from partners.domain.choose_columns import choose_columns
from partners.domain.forget_lists import forget_lists
from partners.domain.import_batch import import_batch
from partners.domain.read_list import Reading, read_list
from partners.domain.start_import import start_import
from partners.models import Consent, Parent, SheetImport
from partners.queries import remembered_columns
from partners.spec.parents import ParentSheet, read_parents
from portal.audit.models import AuditEntry
from portal.files.models import File
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from portal.web.sheets.table import heading_key
from tests import cast
from tests.partners.cases_cells import CELLS
from tests.partners.cases_layout import LAYOUT
from tests.partners.cases_nasty import NASTY
from tests.partners.cases_text import TEXT
from tests.partners.lists import asked, taken, text
from tests.partners.sheet_files import Case
from tests.partners.uploads import TURKISH, upload

# Without help the first name is taken for the parent's, the second for a child's, and the answers for nothing.
HEAD = "Naam;Roepnaam kind;E-mail;Graag bericht;Wat nog"
ROWS = ("Iemand Anders;Anna Vrolijk;anna@example.org;ja;belt liever", "Nog Iemand;Ben de Groen;ben@example.org;nee;")
SAID = {"column_0": "", "column_1": "name", "column_2": "email", "column_3": "consent", "column_4": "note"}
CHOSEN = {"naam": "", "roepnaam kind": "name", "e mail": "email", "graag bericht": "consent", "wat nog": "note"}


def sheet(content: bytes, chosen: dict[str, str] | None = None) -> ParentSheet:
    found = read_parents(content, chosen=chosen)
    assert isinstance(found, ParentSheet)
    return found


def names(client: Client, address: str) -> list[str]:
    return [row.name for row in client.get(address).context["reading"].candidates]


# The reader


@pytest.mark.parametrize("case", [*LAYOUT, *CELLS, *TEXT, *NASTY], ids=lambda case: case.name)
def test_what_was_read_is_read_again_when_somebody_says_so(case: Case) -> None:
    found = sheet(case.content)
    assert {column.title for column in found.headings if column.field} <= set(found.columns)
    again = sheet(case.content, {heading_key(column.title): column.field for column in found.headings})
    assert (again.rows, again.columns, again.headings) == (found.rows, found.columns, found.headings)


def test_each_column_is_read_as_somebody_says() -> None:
    assert [row.name for row in sheet(text(*ROWS, head=HEAD)).rows] == ["Iemand Anders", "Nog Iemand"]
    found = sheet(text(*ROWS, head=HEAD), CHOSEN)
    assert [(row.name, row.consent, row.note) for row in found.rows] == [
        ("Anna Vrolijk", True, "belt liever"),
        ("Ben de Groen", False, None),
    ]


def test_names_in_parts_stay_together() -> None:
    content = text("Anna;de;Vrolijk;anna@example.org", head="Voornaam;Wat;Hoe;E-mail")
    chosen = {"voornaam": "first", "wat": "prefix", "hoe": "last", "e mail": "email"}
    assert [row.name for row in sheet(content, chosen).rows] == ["Anna de Vrolijk"]


def test_of_equal_headings_each_is_chosen_by_itself() -> None:
    content = text("Iemand;Anna Vrolijk;anna@example.org", head="Wie;Wie;E-mail")
    found = sheet(content, {"wie": "", "wie 2": "name", "e mail": "email"})
    assert ([row.name for row in found.rows], found.headings[1].title) == (["Anna Vrolijk"], "Wie (2)")


def test_who_said_no_is_heard_until_another_column_tells_it() -> None:
    content = text("Anna;anna@example.org;nee;ja", head="Naam;E-mail;Toestemming;Mag post")
    for chosen, consent in (
        ({"toestemming": "", "mag post": ""}, False),
        ({"toestemming": "note"}, True),
        ({"toestemming": "", "mag post": "consent"}, True),
    ):
        assert sheet(content, chosen).rows[0].consent is consent


# The page


def test_a_column_is_corrected_and_read_in_so(cjg: Client) -> None:
    address = upload(cjg, text(*ROWS, head=HEAD), basis="column")["Location"]
    page = cjg.get(address)
    assert page.context["reading"].without_basis
    assert f'href="{address}kolommen/"' in page.content.decode()
    form = cjg.get(f"{address}kolommen/").context["form"]
    assert {name: field.initial for name, field in form.fields.items()} == {**dict.fromkeys(SAID, ""),
        "column_0": "name", "column_2": "email"}  # fmt: skip
    assert cjg.post(f"{address}kolommen/", SAID)["Location"] == address
    assert names(cjg, address) == ["Anna Vrolijk", "Ben de Groen"]
    cjg.post(address)
    assert Job.objects.get().params["chosen"] == CHOSEN
    run(job_id=Job.objects.get().pk)
    parent, consent = Parent.objects.get(), Consent.objects.get()
    assert (parent.name, parent.email, consent.given, consent.source) == (
        "Anna Vrolijk",
        "anna@example.org",
        True,
        "De school",
    )
    kept = [*Parent.objects.values(), *Consent.objects.values(), *SheetImport.objects.values(), *Job.objects.values()]
    assert "belt liever" not in str([*kept, *AuditEntry.objects.values()])


def test_the_next_list_of_the_organisation_is_read_so_and_no_other(cjg: Client, other: Municipality) -> None:
    school, library = cast.organisation("De Wilgen"), cast.organisation("De Boekerij")
    content = text(*ROWS, head=HEAD)
    address = upload(cjg, content, organisation=str(school.pk))["Location"]
    cjg.post(f"{address}kolommen/", SAID)
    for organisation, first in ((str(school.pk), "Anna Vrolijk"), (str(library.pk), "Iemand Anders"),
                                ("", "Iemand Anders")):  # fmt: skip
        assert names(cjg, upload(cjg, content, organisation=organisation)["Location"])[0] == first
    with use(other):
        assert remembered_columns(school.pk) == {}


def test_what_was_chosen_goes_with_the_list_that_nobody_read_in(municipality: Municipality) -> None:
    found = choose_columns(sheet_import=taken(text(*ROWS, head=HEAD)), chosen=CHOSEN)
    File.objects.all().delete()
    assert remembered_columns(None) == CHOSEN
    assert forget_lists() == 1
    assert remembered_columns(None) == {}
    assert taken(text(*ROWS, head=HEAD)).chosen == {}
    kept = choose_columns(sheet_import=taken(text(*ROWS, head=HEAD)), chosen=CHOSEN)
    SheetImport.objects.filter(pk=kept.pk).update(done=2)
    File.objects.all().delete()
    assert (forget_lists(), remembered_columns(None), found.pk < kept.pk) == (1, CHOSEN, True)


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"column_0": "name"}, "column_1", "Zeg in welke kolom het e-mailadres of het telefoonnummer staat."),
        (
            {"column_0": "name", "column_1": "email"},
            "column_2",
            "In deze kolom staat of we een ouder mogen uitnodigen.",
        ),
        ({"column_0": "bsn", "column_1": "email", "column_2": "consent"}, "column_0", "bsn"),
    ],
    ids=["nobody can be reached", "who said no", "another field"],
)
def test_a_mistake_is_said_at_its_column_and_what_was_chosen_stays(
    cjg: Client, said: dict[str, str], field: str, words: str
) -> None:
    address = upload(cjg, asked(("anna@example.org", "ja"), ("ben@example.org", "nee")))["Location"] + "kolommen/"
    page = cjg.post(address, said)
    assert (page.status_code, set(page.context["form"].errors)) == (200, {field})
    assert words in page.content.decode()
    assert f'href="#id_{field}"' in page.content.decode()
    assert page.context["form"]["column_0"].value() == said["column_0"]
    assert SheetImport.objects.get().chosen == {}
    right = {"column_0": "name", "column_1": "email", "column_2": "consent"}
    assert cjg.post(address, right).status_code == 302


def test_a_list_in_which_nobody_is_left_can_be_read_differently_again(cjg: Client) -> None:
    address = upload(cjg, text("Anna;anna@example.org;", head="Naam;E-mail;Leeg"))["Location"]
    cjg.post(f"{address}kolommen/", {"column_0": "", "column_1": "", "column_2": "email"})
    page = cjg.get(address).content.decode()
    assert "Zo kunnen we deze lijst niet lezen" in page
    assert f'href="{address}kolommen/"' in page
    cjg.post(f"{address}kolommen/", {"column_0": "name", "column_1": "email", "column_2": ""})
    assert names(cjg, address) == ["Anna"]


def test_the_chosen_letters_go_along(cjg: Client) -> None:
    address = upload(cjg, TURKISH)["Location"]
    assert cjg.get(f"{address}kolommen/")["Location"] == address
    columns = f"{address}kolommen/?letters=cp1254"
    assert f'href="{columns}"' in cjg.get(address, {"letters": "cp1254"}).content.decode()
    said = {"column_0": "name", "column_1": "email"}
    assert cjg.post(columns, said)["Location"] == f"{address}?letters=cp1254"


def test_a_list_of_another_municipality_is_not_there(cjg: Client, other: Municipality) -> None:
    """Row T8: the number of another municipality's list opens nothing and changes nothing."""
    with use(other):
        found = taken(text(*ROWS, head=HEAD))
        foreign = File.objects.get().public_id
    for address in (f"/sliedrecht/ouders/inlezen/{foreign}/kolommen/", f"/zwolle/ouders/inlezen/{foreign}/kolommen/"):
        assert (cjg.get(address).status_code, cjg.post(address, SAID).status_code) == (404, 404)
    with use(other):
        found.refresh_from_db()
        assert found.chosen == {}
    own = upload(cjg, text(*ROWS, head=HEAD))["Location"]
    assert cjg.post(f"{own}kolommen/", SAID).status_code == 302


# The verb


def test_the_same_choice_again_leaves_no_line_and_another_field_is_refused(municipality: Municipality) -> None:
    found = taken(text(*ROWS, head=HEAD))
    for _time in range(2):
        choose_columns(sheet_import=found, chosen=CHOSEN)
    assert AuditEntry.objects.get(action="list.columns_chosen").fields == ["chosen"]
    with pytest.raises(ValueError, match="no such field"):
        choose_columns(sheet_import=found, chosen={"naam": "bsn"})


def test_a_stopped_list_goes_on_as_its_columns_were_chosen(
    municipality: Municipality, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(import_parents, "BATCH", 1)
    rows = (ROWS[0], ROWS[1].replace("nee", "ja"))
    found = choose_columns(sheet_import=taken(text(*rows, head=HEAD), basis="column"), chosen=CHOSEN)
    job = start_import(sheet_import=found, started_by=1)
    assert choose_columns(sheet_import=found, chosen={}).chosen == CHOSEN
    reading = typed("Reading", read_list(content=text(*rows, head=HEAD), basis="column", chosen=CHOSEN))
    import_batch(sheet_import=found, candidates=reading.candidates[:1], start=0, areas={})
    run(job_id=job.pk)
    found.refresh_from_db()
    assert (found.created, found.done) == (2, 2)
    assert set(Parent.objects.values_list("name", flat=True)) == {"Anna Vrolijk", "Ben de Groen"}
