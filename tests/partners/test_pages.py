"""The pages of partners/: what each shows to whom, what it refuses in words, and that looking changes nothing."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from partners.models import Organisation
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from tests import cast

PARENTS, IMPORT, ORGANISATIONS = "/sliedrecht/ouders/", "/sliedrecht/ouders/inlezen/", "/sliedrecht/organisaties/"


# Parents


def test_the_list_shows_names_to_those_who_work_with_parents(cjg: Client) -> None:
    area = cast.neighbourhood("Baanhoek")
    cast.parent("Anna Vrolijk", neighbourhood=area, phone="+31612345678")
    page = cjg.get(PARENTS)
    assert [row.name for row in page.context["page"].rows] == ["Anna Vrolijk"]
    for shown in ("Anna Vrolijk", "Baanhoek", "06 12345678", "Krijgt uitnodigingen"):
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
    from partners.domain.withdraw import withdraw

    stop(parent=cast.parent("A"), source="link")
    flag_address(address=cast.parent("B").email)
    cast.parent("C", invitable=False)
    cast.parent("D", email="", phone="+31612345678")
    withdraw(parent=cast.parent("E"), source="link", purpose="invitations")
    page = cjg.get(PARENTS).content.decode()
    for words in (
        "Wil met rust gelaten worden", "Wil geen uitnodigingen", "Adres werkt niet", "Zei nog geen ja",
        "Geen e-mailadres",
    ):  # fmt: skip
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
    [({"name": ""}, "name"), ({"name": "x" * 121}, "name"), ({"name": "de boom"}, "name"), ({"name": "\x00"}, "name"),
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
    with django_assert_num_queries(6):
        officer.get(ORGANISATIONS)


# The first page


def test_the_first_thing_to_do_is_reading_in_a_list(cjg: Client) -> None:
    assert "Lees de eerste lijst in" in cjg.get("/sliedrecht/vandaag/").content.decode()
    cast.parents(2)
    assert "Lees de eerste lijst in" not in cjg.get("/sliedrecht/vandaag/").content.decode()
