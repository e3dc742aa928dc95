"""The pages of partners/: what each shows to whom, what it refuses in words, and that looking changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partners.models import Organisation, Parent, SheetImport
from portal.audit.models import AuditEntry
from portal.files.models import File
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from tests import cast
from tests.partners.lists import ANNA, BEN, CEM, NOBODY, asked, text

PARENTS, IMPORT, ORGANISATIONS = "/sliedrecht/ouders/", "/sliedrecht/ouders/inlezen/", "/sliedrecht/organisaties/"

LIST = text(ANNA, BEN, CEM, NOBODY)
TURKISH = "Naam;E-mail\r\nSeyma Şahin;seyma@example.org\r\nGül Çelik;gul@example.org\r\n".encode("cp1254")


@pytest.fixture
def cjg(client: Client, municipality: Municipality) -> Client:
    return cast.sign_in(client, cast.member("cjg"))


@pytest.fixture
def officer(municipality: Municipality) -> Client:
    return cast.sign_in(Client(), cast.member("policy_officer"))


def upload(client: Client, content: bytes = LIST, **fields: Any) -> Any:
    file = SimpleUploadedFile(fields.pop("name", "lijst.csv"), content)
    return client.post(IMPORT, {"origin": "De school", "basis": "list", "file": file, **fields})


# Parents


def test_the_list_shows_names_to_those_who_work_with_parents(cjg: Client) -> None:
    area = cast.neighbourhood("Baanhoek")
    cast.parent("Anna Vrolijk", neighbourhood=area, phone="+31612345678")
    page = cjg.get(PARENTS)
    assert [row.name for row in page.context["page"].rows] == ["Anna Vrolijk"]
    for shown in ("Anna Vrolijk", "Baanhoek", "+31612345678", "Krijgt uitnodigingen"):
        assert shown in page.content.decode()


def test_looking_at_names_is_written_down_and_looking_at_numbers_is_not(cjg: Client, officer: Client) -> None:
    officer.get(PARENTS)
    assert not AuditEntry.objects.filter(action="read").exists()
    cjg.get(PARENTS)
    assert AuditEntry.objects.filter(action="read", actor_kind="user").count() == 1


def test_a_policy_officer_sees_numbers_only(officer: Client) -> None:
    cast.parent("Anna Vrolijk", email="anna@example.org")
    page = officer.get(PARENTS).content.decode()
    assert "Anna" not in page
    assert "anna@example.org" not in page
    assert officer.get(IMPORT).status_code == 403


@pytest.mark.parametrize("words", ["vrolijk", "ANNA VR", "anna@", "  vrolijk "])
def test_searching(cjg: Client, words: str) -> None:
    cast.parent("Anna Vrolijk", email="anna@example.org")
    cast.parent("Ben de Groen", email="ben@example.org")
    page = cjg.get(PARENTS, {"zoek": words})
    assert [row.name for row in page.context["page"].rows] == ["Anna Vrolijk"]


@pytest.mark.parametrize(
    "words",
    ["\x00", "%", "_", "a" * 500, "'; DROP TABLE partners_parent; --", "\ud800".encode("utf-8", "surrogatepass")],
)
def test_searching_for_rubbish_finds_nobody_and_breaks_nothing(cjg: Client, words: Any) -> None:
    cast.parent("Anna Vrolijk")
    assert cjg.get(PARENTS, {"zoek": words}).status_code == 200


def test_the_states_are_told_in_words(cjg: Client) -> None:
    from partners.domain.flag_address import flag_address
    from partners.domain.stop import stop

    stop(parent=cast.parent("A"), source="link")
    flag_address(address=cast.parent("B").email)
    cast.parent("C", invitable=False)
    cast.parent("D", email="", phone="+31612345678")
    page = cjg.get(PARENTS).content.decode()
    for words in ("Wil geen uitnodigingen", "Adres werkt niet", "Zei nog geen ja", "Geen e-mailadres"):
        assert words in page


def test_an_empty_list_says_what_to_do(cjg: Client) -> None:
    page = cjg.get(PARENTS).content.decode()
    assert "Er zijn nog geen ouders" in page
    assert f'href="{IMPORT}"' in page


def test_pages_of_the_list_hold_everybody_once(cjg: Client) -> None:
    cast.parents(60)
    seen, query = [], ""
    while True:
        page = cjg.get(PARENTS + query).context["page"]
        seen += [row.pk for row in page.rows]
        query = page.next
        if not query:
            break
    assert len(seen) == len(set(seen)) == 60


@pytest.mark.parametrize("total", [1, 200])
def test_query_count_of_the_list(cjg: Client, total: int, django_assert_num_queries: Any) -> None:
    area = cast.neighbourhood()
    cast.parents(total, neighbourhood=area)
    with django_assert_num_queries(7):
        cjg.get(PARENTS)


# A list: choose it, look at it, read it in


def test_a_list_goes_from_file_to_parents(cjg: Client, django_capture_on_commit_callbacks: Any) -> None:
    answer = upload(cjg)
    assert answer.status_code == 302
    preview = cjg.get(answer.url)
    page = preview.content.decode()
    assert preview.context["reading"].taken == 3
    for shown in ("Anna Vrolijk", "+31612345678", "De school", "Rij 5", "geen e-mailadres of telefoonnummer dat werkt"):
        assert shown in page
    assert "belt liever" not in page
    assert not Parent.objects.exists()
    started = cjg.post(answer.url)["Location"]
    assert "/taken/" in started
    assert "Lijst met ouders inlezen" in cjg.get(started).content.decode()
    run(job_id=Job.objects.get().pk)
    assert "Nieuwe ouders" in cjg.get(started).content.decode()
    result = cjg.get(f"/sliedrecht/ouders/ingelezen/{SheetImport.objects.get().public_id}/")
    assert result.request["PATH_INFO"] in cjg.get(started).content.decode()
    assert "3 nieuwe ouders" in result.content.decode()
    assert Parent.objects.count() == 3
    assert "De school" in cjg.get(IMPORT).content.decode()


def test_the_list_is_kept_for_a_day(cjg: Client) -> None:
    upload(cjg)
    file = File.objects.get()
    assert (file.expires_at - file.created_at).days == 1


def test_what_was_typed_stays_and_each_mistake_is_named(cjg: Client) -> None:
    page = cjg.post(IMPORT, {"origin": "De school aan het plein"})
    shown = page.content.decode()
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {"file", "basis"}
    assert 'value="De school aan het plein"' in shown
    assert 'href="#id_file"' in shown
    assert not File.objects.exists()


@pytest.mark.parametrize("content", [b"\x00\x01\x02", b"PK\x03\x04 geen zip", b"zomaar wat tekst", b""])
def test_a_file_that_is_no_list_is_refused_in_words(cjg: Client, content: bytes) -> None:
    page = upload(cjg, content)
    assert page.status_code == 200
    assert page.context["form"].errors["file"]
    assert not File.objects.exists()


def test_a_list_without_a_basis_cannot_be_started(cjg: Client) -> None:
    address = upload(cjg, text(ANNA), basis="column").url
    assert "Deze lijst kunnen we niet inlezen" in cjg.get(address).content.decode()
    assert cjg.post(address).status_code == 200
    assert not Job.objects.exists()


def test_who_said_no_is_shown_and_not_read_in(cjg: Client) -> None:
    page = cjg.get(upload(cjg, asked(("a@example.org", "ja"), ("b@example.org", "nee")), basis="column").url)
    assert page.context["reading"].taken == 1
    assert "Niet ingelezen: zei nee" in page.content.decode()


def test_the_letters_are_asked_when_nobody_can_know(cjg: Client) -> None:
    """Row U2, the page: a question with samples, and the answer goes along to the job."""
    address = upload(cjg, TURKISH).url
    page = cjg.get(address)
    assert "cp1254" in [choice.encoding for choice in page.context["reading"].choices]
    assert cjg.post(address).status_code == 200
    assert not Job.objects.exists()
    answered = cjg.get(address, {"letters": "cp1254"}).content.decode()
    assert "Seyma Şahin" in answered
    assert 'name="letters" value="cp1254"' in answered
    cjg.post(address, {"letters": "cp1254"})
    run(job_id=Job.objects.get().pk)
    assert Parent.objects.filter(name="Seyma Şahin").exists()


def test_letters_in_which_there_is_no_list_are_refused_in_words(cjg: Client) -> None:
    address = upload(cjg, b"\xff" * 2000).url
    choices = cjg.get(address).context["reading"].choices
    page = cjg.get(address, {"letters": choices[0].encoding})
    assert "Zo kunnen we deze lijst niet lezen" in page.content.decode()
    assert cjg.post(address, {"letters": choices[0].encoding}).status_code == 200
    assert not Job.objects.exists()


@pytest.mark.parametrize("letters", ["rot13", "zlib", "\x00", "../../etc", "x" * 5000])
def test_letters_that_were_not_offered_are_asked_again(cjg: Client, letters: str) -> None:
    page = cjg.get(upload(cjg, TURKISH).url, {"letters": letters})
    assert page.status_code == 200
    assert page.context["reading"].choices


def test_starting_twice_reads_in_once(cjg: Client) -> None:
    """Row R14 for this form: double click, back button, two tabs."""
    address = upload(cjg).url
    first, second = cjg.post(address)["Location"], cjg.post(address)["Location"]
    assert first == second
    assert Job.objects.count() == 1
    assert cjg.get(address)["Location"] == first


def test_a_list_of_another_municipality_does_not_exist(cjg: Client, other: Municipality) -> None:
    address = upload(cjg).url
    cast.sign_in(cjg, cast.member("cjg", at=other))
    there = address.replace("sliedrecht", "zwolle")
    assert cjg.get(there).status_code == 404
    assert cjg.post(there).status_code == 404
    assert cjg.get(address).status_code == 404
    assert not Job.objects.exists()


def test_only_the_fields_of_the_form_are_taken(cjg: Client) -> None:
    """Row T13: every field of the model is posted, five of them by their own name."""
    names = [field.name for field in SheetImport._meta.fields if field.name not in {"origin", "basis", "file"}]
    posted: Any = {name: "1" for name in names if name != "organisation"}
    upload(cjg, **posted)
    taken = SheetImport.objects.get()
    assert (taken.done, taken.created, taken.job, taken.municipality.slug) == (0, 0, None, "sliedrecht")
    assert taken.pk != 1 or SheetImport.objects.count() == 1


def test_an_organisation_of_elsewhere_is_refused(cjg: Client, other: Municipality) -> None:
    """Row T8: ids of another municipality in the form."""
    with use(other):
        theirs = cast.organisation()
    page = upload(cjg, organisation=str(theirs.pk))
    assert page.context["form"].errors["organisation"]
    assert not SheetImport.objects.exists()


# Organisations


def test_adding_an_organisation(officer: Client) -> None:
    area = cast.neighbourhood()
    fields = {"name": "  Basisschool  De Voorbeeldboom ", "kind": "school", "neighbourhood": str(area.pk)}
    page = officer.post(ORGANISATIONS + "nieuw/", fields, follow=True)
    assert "Basisschool De Voorbeeldboom" in page.content.decode()
    added = Organisation.objects.get()
    assert (added.name, added.kind, added.neighbourhood) == ("Basisschool De Voorbeeldboom", "school", area)


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [({"name": ""}, "name"), ({"name": "x" * 121}, "name"), ({"name": "de boom"}, "name"), ({"name": "a\x00b"}, "name"),
     ({"kind": "bank"}, "kind"), ({"neighbourhood": "99999999999999999999"}, "neighbourhood")],
)  # fmt: skip
def test_what_is_wrong_with_an_organisation_is_said(officer: Client, fields: dict[str, str], wrong: str) -> None:
    cast.organisation("De Boom")
    page = officer.post(ORGANISATIONS + "nieuw/", {"name": "De Tak", "kind": "school", **fields})
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {wrong}
    assert Organisation.objects.count() == 1


def test_a_neighbourhood_of_elsewhere_is_refused(officer: Client, other: Municipality) -> None:
    """Row T8."""
    with use(other):
        theirs = cast.neighbourhood()
    page = officer.post(ORGANISATIONS + "nieuw/", {"name": "De Tak", "kind": "school", "neighbourhood": theirs.pk})
    assert page.context["form"].errors["neighbourhood"]
    assert not Organisation.objects.exists()


@pytest.mark.parametrize("total", [1, 200])
def test_query_count_of_organisations(officer: Client, total: int, django_assert_num_queries: Any) -> None:
    Organisation.objects.bulk_create(Organisation(name=f"School {n}") for n in range(total))
    with django_assert_num_queries(5):
        officer.get(ORGANISATIONS)


# The first page


def test_the_first_thing_to_do_is_reading_in_a_list(cjg: Client) -> None:
    assert "Lees de eerste lijst in" in cjg.get("/sliedrecht/vandaag/").content.decode()
    cast.parents(2)
    assert "Lees de eerste lijst in" not in cjg.get("/sliedrecht/vandaag/").content.decode()
