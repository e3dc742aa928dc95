"""Who may be in twice: found in the database, a page at a time."""

from __future__ import annotations

import tracemalloc
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from partners.domain.change_parent import change_parent
from partners.domain.import_batch import FILLED
from partners.domain.merge_parents import say_two
from partners.models import Parent
from partners.queries import Doubles, look_alikes
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from tests import cast
from tests.counting import queries_of

LIST = "/sliedrecht/ouders/dubbel/"
PHONE = "+31612345678"


def names() -> list[tuple[str, str, str]]:
    return [(double.one.name, double.other.name, double.why.name) for double in Doubles()[:50]]


@pytest.mark.parametrize(
    ("one", "other", "why"),
    [
        ({"name": "Anna Vrolijk", "phone": PHONE}, {"name": "A. Blij", "phone": PHONE}, "phone"),
        ({"name": "Fatima El-Amrani", "postcode": "3361"}, {"name": "el Amrani, Fatima", "postcode": "3361"}, "name"),
        ({"name": "Åse Çelik", "postcode": "3361"}, {"name": "ase celik", "postcode": "3361"}, "name"),
        ({"name": "F. Amrani", "postcode": "3361"}, {"name": "Fatima el Amrani", "postcode": "3361"}, "near"),
    ],
)
def test_who_looks_alike_is_found(
    municipality: Municipality, one: dict[str, Any], other: dict[str, Any], why: str
) -> None:
    for fields in (one, other):
        cast.parent(**fields)
    assert names() == [(one["name"], other["name"], why)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"name": "Anna Vrolijk", "postcode": "3361"}, {"name": "Anna Vrolijk", "postcode": "3362"}),
        ({"name": "Anna Vrolijk"}, {"name": "Anna Vrolijk"}),
        ({"name": "Anna Vrolijk", "postcode": "3361"}, {"name": "Ben Vrolijk", "postcode": "3361"}),
    ],
)
def test_control_who_does_not_is_not(municipality: Municipality, one: dict[str, Any], other: dict[str, Any]) -> None:
    for fields in (one, other):
        cast.parent(**fields)
    assert names() == []


def test_what_very_many_share_says_nothing(municipality: Municipality) -> None:
    for number in range(7):
        cast.parent(f"Ouder {number}", phone=PHONE)
    assert names() == []


def pairs(total: int) -> None:
    """So many parents, each with a double."""
    rows = [Parent(name=f"{letter} Naam{n}", phone=f"+316{n:08}") for n in range(total // 2) for letter in "ab"]
    Parent.objects.bulk_create(row.with_keys() for row in rows)


@pytest.mark.parametrize("total", [2, 200])
def test_query_count_of_finding(cjg: Client, total: int) -> None:
    pairs(total)
    assert queries_of(cjg, LIST) == 7


def test_the_page_shows_a_part_and_leads_to_the_next(cjg: Client) -> None:
    pairs(60)
    page = cjg.get(LIST).context["page"]
    assert (len(page.rows), page.previous, page.next) == (25, "", "?pagina=2")
    last = cjg.get(LIST + page.next).context["page"]
    assert (len(last.rows), last.next) == (5, "")
    assert {double.one.pk for double in page.rows}.isdisjoint({double.one.pk for double in last.rows})


@pytest.mark.parametrize("total", [1_000, pytest.param(50_000, marks=pytest.mark.soak)])
def test_finding_brings_here_no_more_than_a_page(municipality: Municipality, total: int) -> None:
    """However many parents there are, and all of them doubles: what comes here is what is shown."""
    pairs(total)
    with CaptureQueriesContext(connection) as asked:
        tracemalloc.start()
        found = Doubles()[:26]
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
    assert (len(found), len(asked)) == (26, 2)
    assert most < 2_000_000
    print(f"{total} parents: {most:,} bytes, {asked[0]['time']} s")


@pytest.mark.parametrize("how", ["save", "change", "import"])
def test_who_moves_or_is_renamed_is_found_by_what_is_so_now(municipality: Municipality, how: str) -> None:
    one, other = cast.parent("Anna Vrolijk", postcode="3361"), cast.parent("Anna Blij", postcode="3362")
    assert names() == []
    if how == "save":
        other.name, other.postcode = "Vrolijk, Anna", "3361"
        other.save(update_fields=["name", "postcode"])
    elif how == "change":
        change_parent(parent=other, details={"name": "Vrolijk, Anna", "postcode": "3361"})
    else:
        other.name, other.postcode = "Vrolijk, Anna", "3361"
        Parent.objects.bulk_update([other.with_keys()], ("name", *FILLED))
    assert names() == [(one.name, "Vrolijk, Anna", "name")]


def test_another_municipality_has_its_own(municipality: Municipality, other: Municipality) -> None:
    cast.parent(phone=PHONE)
    with tenant.use(other):
        cast.parent(phone=PHONE)
        assert names() == []
    cast.parent(phone=PHONE)
    assert len(names()) == 1


@pytest.mark.parametrize(("fields", "shown"), [({"phone": PHONE}, True), ({"phone": "+31612345679"}, False)])
def test_who_was_just_added_with_the_phone_of_another_is_compared(
    cjg: Client, fields: dict[str, Any], *, shown: bool
) -> None:
    other = cast.parent("Anna Vrolijk", **fields)
    told = {"name": "A. Blij", "email": "", "phone": "0612345678"}
    page = cjg.post("/sliedrecht/ouders/nieuw/", told, follow=True).content.decode()
    assert ("Vergelijken met <bdi>Anna Vrolijk</bdi>" in page) is shown
    assert (f"/samenvoegen/{other.public_id}/" in page) is shown


def test_of_whom_it_was_said_that_they_are_two_are_not_compared_again(cjg: Client) -> None:
    one, other = cast.parent(phone=PHONE), cast.parent(phone=PHONE)
    assert [pair.other for pair in look_alikes(one)] == [other]
    assert [pair.other for pair in look_alikes(other)] == [one]
    say_two(one=other, other=one)
    assert look_alikes(one) == look_alikes(other) == []
    for _ in range(7):
        cast.parent(phone="+31687654321")
    assert look_alikes(Parent.objects.latest("pk")) == []


def test_many_near_names_hide_not_who_has_the_same_phone(municipality: Municipality) -> None:
    """Too many is counted for each key by itself, as in the list."""
    one = cast.parent("Anna Vrolijk", postcode="3361", phone=PHONE)
    other = cast.parent("B. Blij", phone=PHONE)
    near = [cast.parent(f"A{letter} Vrolijk", postcode="3361") for letter in "bcdef"]
    with CaptureQueriesContext(connection) as asked:
        found = look_alikes(one)
    assert [(pair.other, pair.why.name) for pair in found] == [(other, "phone"), *((it, "near") for it in near)]
    assert len(asked) == 1
    cast.parent("Ag Vrolijk", postcode="3361")
    assert [pair.other for pair in look_alikes(one)] == [other], "now very many have nearly this name"
    assert [(double.one, double.other) for double in Doubles()[:50]] == [(one, other)]


@pytest.mark.parametrize(
    ("other", "reads"),
    [
        ("anna VROLIJK", "Ze hebben dezelfde naam in dezelfde postcode."),
        ("A. Vrolijk", "Ze hebben bijna dezelfde naam in dezelfde postcode."),
    ],
)
def test_the_same_name_is_not_nearly_the_same_too(cjg: Client, other: str, reads: str) -> None:
    one, second = (cast.parent(name, postcode="3361") for name in ("Anna Vrolijk", other))
    page = cjg.get(f"/sliedrecht/ouders/{one.public_id}/samenvoegen/{second.public_id}/").content.decode()
    assert reads in " ".join(page.split())
