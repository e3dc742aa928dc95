from __future__ import annotations

import re

import pytest
from django.test import Client

from portal.audit.actor import Actor, acting
from portal.audit.domain.record import record, record_read
from portal.audit.registry import name_of
from portal.files.models import File
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from rig.place import ROOT
from tests import cast

ADDRESS = "/sliedrecht/logboek/"


@pytest.fixture
def reader(client: Client, municipality: Municipality) -> Client:
    return cast.sign_in(client, cast.member("privacy_officer"))


def page(client: Client, query: str = "") -> str:
    answer = client.get(ADDRESS + query)
    assert answer.status_code == 200
    return answer.content.decode()


def test_it_says_who_did_what_when_and_from_where(reader: Client) -> None:
    colleague = cast.member("cjg", name="Testpersoon Vijf")
    with acting(Actor("user", colleague.pk, "192.0.2.7")):
        record("files.keep", File(pk=71), fields=("content",))
    shown = page(reader)
    for part in (f"Testpersoon Vijf ({colleague.pk})", "Bewaarde een bestand", "Bestand 71", "inhoud", "192.0.2.7"):
        assert part in shown


def test_it_says_that_somebody_looked_at_the_list_of_parents(reader: Client, municipality: Municipality) -> None:
    record_read(File(pk=71))
    assert "Bekeek de lijst met ouders" not in page(reader)
    other_reader = cast.sign_in(Client(), cast.member("cjg"))
    assert other_reader.get("/sliedrecht/ouders/").status_code == 200
    assert page(reader).count("Bekeek de lijst met ouders</th>") == 1
    assert page(reader).count("Bekeek een persoonlijke pagina</th>") == 1


def test_it_can_be_narrowed_by_what_and_when(reader: Client) -> None:
    record("files.keep", File(pk=71))
    record("jobs.stop", File(pk=72))
    only = page(reader, "?wat=jobs.stop")
    assert "Bestand 72" in only
    assert "Bestand 71" not in only
    assert "Niets gevonden" in page(reader, "?tot=2021-01-01")
    assert "Bestand 71" in page(reader, "?vanaf=2021-01-01")


def test_it_can_be_narrowed_by_who(reader: Client) -> None:
    one, two = cast.member("cjg", name="Testpersoon Een"), cast.member("cjg", name="Testpersoon Twee")
    for number, actor in enumerate((Actor("user", one.pk), Actor("user", two.pk), Actor("parent"))):
        with acting(actor):
            record("files.keep", File(pk=171 + number))
    for query, shown in (
        ("?wie=testpersoon+een", {171}),
        (f"?wie={two.pk}", {172}),
        ("?soort=parent", {173}),
        ("?wie=niemand+die+zo+heet", set()),
        ("?wie=99999999999999999999", set()),
    ):
        found = page(reader, query)
        assert {number for number in (171, 172, 173) if f"Bestand {number}" in found} == shown, query


def test_reading_is_seen_as_such(reader: Client) -> None:
    record("files.keep", File(pk=71))
    assert ">Ingezien</span>" not in page(reader)
    record_read(File(pk=71))
    assert page(reader).count(">Ingezien</span>") == 1


@pytest.mark.parametrize(
    "query",
    ["?wie=%00", "?soort=niets", "?vanaf=gisteren", "?tot=0001-01-01", "?tot=9999-12-31", "?wat=%00", "?pagina=-3"],
)
def test_a_strange_question_is_no_error(reader: Client, query: str) -> None:
    record("files.keep", File(pk=71))
    assert "Bestand 71" in page(reader, query) or "pagina" in query


@pytest.mark.parametrize("role", ["policy_officer", "cjg", "partner"])
def test_it_is_for_administrator_and_privacy_officer(client: Client, municipality: Municipality, role: str) -> None:
    cast.sign_in(client, cast.member(role))
    assert client.get(ADDRESS).status_code == 403


def test_another_municipality_is_not_in_it(reader: Client, other: Municipality) -> None:
    with use(other):
        record("files.keep", File(pk=71))
    assert "Bestand 71" not in page(reader)


def test_it_takes_the_same_few_queries_for_any_length(
    reader: Client, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    colleagues = [cast.member("cjg") for _ in range(3)]
    for count in (1, 40):
        for colleague in colleagues:
            with acting(Actor("user", colleague.pk)):
                for number in range(count):
                    record("files.keep", File(pk=number))
        page(reader)
        with django_assert_num_queries(9):  # type: ignore[operator]  # pytest-django's own fixture
            page(reader)


def test_every_action_of_the_code_has_a_name() -> None:
    sources = [
        path for name in ("portal", "partners", "activities", "programmes") for path in (ROOT / name).rglob("*.py")
    ]
    told = {action for path in sources for action in re.findall(r'\brecord\(\s*"([a-z_.]+)"', path.read_text())}
    assert len(told) > 20
    assert {action for action in told if name_of(action) == action} == set()
