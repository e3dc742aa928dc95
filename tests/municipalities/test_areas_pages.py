"""The pages on which an administrator reads in the neighbourhoods: look first, all or none, mistakes in words."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.audit.models import AuditEntry
from portal.files.models import File
from portal.municipalities.domain.area_file import Refused
from portal.municipalities.models import Municipality, Neighbourhood
from portal.municipalities.tenant import use
from tests import cast
from tests.partners.sheet_files import Rows, book, sheet, text

pytestmark = pytest.mark.django_db
PAGE, LOAD = "/sliedrecht/wijken/", "/sliedrecht/wijken/inlezen/"
HEAD = ["Wijkcode", "Naam", "Postcodes"]
WEST, EAST = ["WK061001", "Baanhoek-West", "3361"], ["WK061002", "Oost", "3362, 3363"]
LIST = text([HEAD, WEST, EAST])


@pytest.fixture
def admin(client: Client, municipality: Municipality) -> Client:
    return cast.sign_in(client, cast.member("administrator"))


def upload(client: Client, content: bytes = LIST, *, name: str = "wijken.csv", **fields: Any) -> Any:
    return client.post(LOAD, {"year": "2026", "file": SimpleUploadedFile(name, content), **fields})


def kept() -> list[tuple[str, str, int, list[str]]]:
    return list(Neighbourhood.objects.order_by("code").values_list("code", "name", "year", "postcodes"))


READ = [("WK061001", "Baanhoek-West", 2026, ["3361"]), ("WK061002", "Oost", 2026, ["3362", "3363"])]


def test_a_list_goes_from_file_to_neighbourhoods(admin: Client) -> None:
    assert "Er zijn nog geen wijken" in admin.get(PAGE).content.decode()
    answer = upload(admin)
    assert answer.status_code == 302
    shown = admin.get(answer["Location"]).content.decode()
    for words in ("2 wijken in de indeling van 2026", "Baanhoek-West", "3362, 3363", "Er is nog niets veranderd"):
        assert words in shown
    assert not Neighbourhood.objects.exists()
    page = admin.post(answer["Location"], follow=True).content.decode()
    assert kept() == READ
    assert "De wijken zijn overgenomen" in page
    assert "Baanhoek-West" in page
    entry = AuditEntry.objects.get(action="neighbourhoods.loaded")
    assert entry.fields == ["neighbourhoods_new:2", "neighbourhoods_changed:0"]
    assert entry.actor_kind == "user"


def test_pressing_twice_is_as_good_as_once(admin: Client) -> None:
    address = upload(admin)["Location"]
    for _ in range(2):
        assert admin.post(address).status_code == 302
    assert kept() == READ
    assert AuditEntry.objects.filter(action="neighbourhoods.loaded").count() == 1


KINDS: dict[str, bytes] = {
    "workbook": sheet([HEAD, WEST, EAST]),
    "titles, notes and a total": sheet(
        [["Wijkindeling"], [], HEAD, WEST, [], EAST, ["Totaal", "", ""], ["", "Bron: gemeente", ""]]
    ),
    "an explanation and a hidden sheet before it": book(
        {"Uitleg": [["Niet doorsturen"]], "Oud": [HEAD, ["X", "Y", "1000"]], "Nieuw": [HEAD, WEST, EAST]},
        hidden=["Oud"],
    ),
    "other columns and headings": text(
        [
            ["Gemeentecode", "Buurtcode (CBS)", "Inwoners", "Buurtnaam", "PC4"],
            ["GM0610", "WK061001", "10", "Baanhoek-West", "3361 AB"],
            ["GM0610", "WK061002", "9", "Oost", "3362; 3363 en 3362"],
        ],
        encoding="cp1252",
    ),
    "a row for each postcode": text([HEAD, WEST, ["WK061002", "Oost", "3362"], ["WK061002", "Oost", "3363"]]),
    "numbers in cells": sheet([HEAD, ["WK061001", "Baanhoek-West", 3361], EAST]),
    "the header again": text([HEAD, WEST, HEAD, EAST], delimiter=","),
}


@pytest.mark.parametrize("kind", KINDS)
def test_the_kinds_of_lists_that_municipalities_have(admin: Client, kind: str) -> None:
    answer = upload(admin, KINDS[kind])
    assert answer.status_code == 302, answer.context["form"].errors
    admin.post(answer["Location"])
    assert kept() == READ


WRONG: dict[str, tuple[Rows, str]] = {
    "no code": ([HEAD, WEST, ["", "Oost", "3362"]], "Rij 3: Wijkcode is leeg."),
    "no name": ([HEAD, WEST, ["WK061002", "", "3362"]], "Rij 3: Naam is leeg."),
    "elsewhere": ([HEAD, WEST, ["WK019301", "Dam", "8011"]], "code van een andere gemeente"),
    "no postcode": ([HEAD, ["WK061001", "West", "336"], EAST], "Rij 2: “336” is niet"),
    "a span": ([HEAD, ["WK061001", "West", "3361-3363"]], "Rij 2: “3361-3363”"),
    "code twice": ([HEAD, WEST, ["WK061001", "Oost", "3362"]], "Rij 3:"),
    "postcode twice": ([HEAD, WEST, ["WK061002", "Oost", "3361"]], "Rij 3: postcode 3361"),
    "long name": ([HEAD, ["WK061001", "x" * 81, "3361"]], "Rij 2: Naam is langer dan 80"),
    "no column": ([["Wijkcode", "Inwoners"], ["WK061001", "12"]], "Naam, Postcodes"),
    "nobody": ([HEAD], "geen wijken eronder"),
}


@pytest.mark.parametrize("what", WRONG)
def test_each_broken_row_is_said_and_what_was_typed_stays(admin: Client, what: str) -> None:
    rows, words = WRONG[what]
    page = upload(admin, text(rows), year="2027")
    assert page.status_code == 200
    assert words in " ".join(page.context["form"].errors["file"])
    shown = page.content.decode()
    assert 'value="2027"' in shown
    assert 'href="#id_file"' in shown
    assert not Neighbourhood.objects.exists()
    assert not File.objects.exists()


def test_all_broken_rows_come_at_once_and_very_many_are_cut(admin: Client) -> None:
    page = upload(admin, text([HEAD, *([f"A{n}", f"Wijk {n}", "x"] for n in range(60))]))
    errors = page.context["form"].errors["file"]
    assert len(errors) == 51
    assert errors[-1] == "En nog 10 rijen."


@pytest.mark.parametrize("content", [b"", b"\x00\x01\x02", b"PK\x03\x04 geen zip", b"zomaar wat tekst", b"\xff" * 2000])
def test_a_file_that_is_no_list_is_refused_in_words(admin: Client, content: bytes) -> None:
    page = upload(admin, content)
    assert page.status_code == 200
    assert page.context["form"].errors["file"]


@pytest.mark.parametrize("year", ["", "x", "1999", "2025", "2199", "9" * 30])
def test_a_year_that_cannot_be(admin: Client, year: str) -> None:
    area = cast.neighbourhood()
    Neighbourhood.objects.filter(pk=area.pk).update(year=2026)
    page = upload(admin, year=year)
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {"year"}
    assert not File.objects.exists()


def test_what_a_new_division_changes_is_said_before(admin: Client) -> None:
    cast.neighbourhood("Rivierdijk")
    shown = admin.get(upload(admin)["Location"]).content.decode()
    for words in ("Dit wordt de nieuwe indeling", "indeling van 2024", "niemand meer kiezen", "Rivierdijk"):
        assert words in shown


def test_another_name_for_the_same_code_is_said_before(admin: Client) -> None:
    """Whoever meant another neighbourhood sees it in time; a name that stays is not told."""
    admin.post(upload(admin)["Location"])
    same = admin.get(upload(admin)["Location"]).content.decode()
    assert "een andere naam" not in same
    for year in ("2026", "2027"):
        changed = text([HEAD, WEST, ["WK061002", "Rivierdijk", "3362, 3363"]])
        shown = admin.get(upload(admin, changed, year=year)["Location"]).content.decode()
        assert "Sommige wijken krijgen een andere naam" in shown
        assert "Oost wordt Rivierdijk" in shown
        assert "Baanhoek-West wordt" not in shown


def test_parents_follow_in_the_same_press(admin: Client) -> None:
    anna = cast.parent(postcode="3362", neighbourhood=cast.neighbourhood("Alles", postcodes=("3361", "3362")))
    admin.post(upload(admin)["Location"])
    anna.refresh_from_db()
    assert anna.neighbourhood is not None
    assert anna.neighbourhood.name == "Oost"


def test_a_failure_half_way_leaves_nothing(admin: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    from portal.municipalities import registry

    def broken(_: registry.Division) -> None:
        raise Refused([])

    address = upload(admin)["Location"]
    monkeypatch.setattr(registry, "_followers", [broken])
    with pytest.raises(Refused):
        admin.post(address)
    assert not Neighbourhood.objects.exists()
    assert not AuditEntry.objects.filter(action="neighbourhoods.loaded").exists()


# Whose


@pytest.mark.parametrize("role", ["policy_officer", "cjg", "partner", "privacy_officer"])
def test_other_roles_may_not(client: Client, municipality: Municipality, role: str) -> None:
    cast.sign_in(client, cast.member(role))
    assert [client.get(page).status_code for page in (PAGE, LOAD)] == [403, 403]
    assert upload(client).status_code == 403


def test_a_list_stays_in_its_municipality(admin: Client, other: Municipality) -> None:
    address = upload(admin)["Location"]
    cast.sign_in(admin, cast.member("administrator", at=other))
    assert admin.post(address.replace("sliedrecht", "zwolle")).status_code == 404
    assert not Neighbourhood.objects.exists()
    with use(other):
        assert not AuditEntry.objects.filter(action="neighbourhoods.loaded").exists()


def test_a_list_of_parents_cannot_be_seen_here(admin: Client, municipality: Municipality) -> None:
    """An address of this page is made for one file; no other file of the municipality can be put in its place."""
    from portal.files.domain.keep import keep

    file = keep("ouders.csv", LIST, media_type="text/csv", days=1)
    for token in (file.public_id, file.public_id.hex, "x"):
        assert admin.get(f"/sliedrecht/wijken/nakijken/{token}/").status_code == 404


def test_a_list_that_has_gone_is_asked_again(admin: Client) -> None:
    address = upload(admin)["Location"]
    File.objects.all().delete()
    page = admin.post(address, follow=True)
    assert "Kies de lijst opnieuw" in page.content.decode()
    assert not Neighbourhood.objects.exists()


@pytest.mark.parametrize("verb", ["get", "post"])
def test_a_list_that_waited_while_a_newer_one_came_is_not_taken_in(admin: Client, verb: str) -> None:
    waiting, newer = upload(admin)["Location"], upload(admin, year="2027")["Location"]
    admin.post(newer)
    page = getattr(admin, verb)(waiting, follow=True)
    assert page.request["PATH_INFO"] == PAGE
    assert "Intussen is er een nieuwere indeling" in page.content.decode()
    assert {year for _code, _name, year, _postcodes in kept()} == {2027}


def test_the_administrator_finds_the_page(admin: Client) -> None:
    assert f'href="{PAGE}"' in admin.get("/sliedrecht/vandaag/").content.decode()


def test_markup_in_a_list_is_text(admin: Client) -> None:
    evil = "<img src=x onerror=alert(1)>"
    address = upload(admin, text([HEAD, ["A1", evil, "3361"]]))["Location"]
    shown = admin.get(address).content.decode() + admin.post(address, follow=True).content.decode()
    assert "<img src=x" not in shown


@pytest.mark.parametrize("total", [1, 60])
def test_query_counts(admin: Client, total: int, django_assert_num_queries: Any) -> None:
    rows = [[f"A{n}", f"Wijk {n}", str(2000 + n)] for n in range(total)]
    address = upload(admin, text([HEAD, *rows]))["Location"]
    with django_assert_num_queries(8):
        admin.get(address)
    admin.post(address)
    with django_assert_num_queries(5):
        admin.get(PAGE)
