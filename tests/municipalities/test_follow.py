"""A new division of neighbourhoods: all that hangs on the old one is tied to the new one, by postcode."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection, models
from django.test.utils import CaptureQueriesContext

from activities.models import Series
from partners.models import Organisation, Parent, Presence
from portal.audit.models import AuditEntry
from portal.municipalities import registry
from portal.municipalities.domain.load_areas import Area, save_areas
from portal.municipalities.models import Municipality, Neighbourhood
from portal.municipalities.queries import division_of
from portal.municipalities.tenant import use
from programmes.models import Programme, ProgrammeNeighbourhood
from tests import cast

pytestmark = pytest.mark.django_db


def load(municipality: Municipality, *rows: tuple[str, str, str], year: int = 2027) -> None:
    save_areas(areas=[Area(municipality.code, code, name, year, tuple(codes.split())) for code, name, codes in rows])


@pytest.fixture
def east(municipality: Municipality) -> Neighbourhood:
    return cast.neighbourhood("Oost", postcodes=("3362", "3363", "3364"))


def place_of(row: models.Model) -> tuple[str, int]:
    row.refresh_from_db()
    area: Neighbourhood = row.neighbourhood  # type: ignore[attr-defined]  # each row here has one
    return area.name, area.year


NEW = (("n1", "Noordoost", "3362"), ("n2", "Zuidoost", "3363 3364"))


def test_a_parent_goes_by_the_own_postcode_and_the_rest_with_the_most_of_the_area(east: Neighbourhood) -> None:
    anna = cast.parent(postcode="3362", neighbourhood=east)
    ben = cast.parent(postcode="", neighbourhood=east)
    cem = cast.parent(postcode="3364")
    school = cast.organisation(neighbourhood=east)
    coffee = cast.session(neighbourhood=east).series
    load(east.municipality, *NEW)
    assert place_of(anna) == ("Noordoost", 2027)
    assert [place_of(row) for row in (ben, cem, school, coffee)] == [("Zuidoost", 2027)] * 4


def test_who_lives_outside_the_new_division_stays_where_they_were(east: Neighbourhood) -> None:
    anna = cast.parent(postcode="9999", neighbourhood=cast.neighbourhood("Ver weg", postcodes=("9999",)))
    load(east.municipality, *NEW)
    assert place_of(anna) == ("Ver weg", 2024)


def test_an_area_without_postcodes_goes_by_its_code_and_then_by_its_name(municipality: Municipality) -> None:
    by_code, by_name = cast.neighbourhood("Haven"), cast.neighbourhood("Het Dorp")
    load(municipality, (by_code.code, "Havenkwartier", ""), ("n2", "het dorp", "3361"))
    found = division_of(municipality.pk)
    names = dict(Neighbourhood.objects.values_list("pk", "name"))
    assert {names[old]: names[new] for old, new in found.instead.items()} == {
        "Haven": "Havenkwartier",
        "Het Dorp": "het dorp",
    }
    assert by_name.pk in found.instead


def test_two_areas_of_a_programme_that_became_one_are_one(municipality: Municipality) -> None:
    one, two = cast.neighbourhood(postcodes=("3361",)), cast.neighbourhood(postcodes=("3362",))
    programme = Programme.objects.create(name="Koffie", method="kids-en-koffie", method_version=1, plan={})
    for area in (one, two):
        ProgrammeNeighbourhood.objects.create(programme=programme, neighbourhood=area)
    load(municipality, ("n1", "Heel", "3361 3362"))
    assert [tie.neighbourhood.name for tie in programme.areas.all()] == ["Heel"]


def test_nothing_is_left_on_the_old_division_whatever_model_it_is(east: Neighbourhood) -> None:
    """A model that gets a neighbourhood later and does not follow goes red here."""
    cast.parent(postcode="3362", neighbourhood=east)
    school = cast.organisation(neighbourhood=east)
    Presence.objects.create(organisation=school, person="Ina", role="leerkracht", neighbourhood=east)
    cast.session(neighbourhood=east)
    programme = Programme.objects.create(name="Koffie", method="kids-en-koffie", method_version=1, plan={})
    ProgrammeNeighbourhood.objects.create(programme=programme, neighbourhood=east)
    assert on(east) == {Parent, Organisation, Presence, Series, ProgrammeNeighbourhood} == hanging()
    load(east.municipality, *NEW)
    assert on(east) == set()


def hanging() -> set[type[models.Model]]:
    """The models that say in which neighbourhood something is."""
    models_ = (model for model in apps.get_models() if model is not Neighbourhood)
    return {m for m in models_ if any(field.related_model is Neighbourhood for field in m._meta.concrete_fields)}


def on(area: Neighbourhood) -> set[type[models.Model]]:
    return {model for model in hanging() if model._meta.base_manager.filter(neighbourhood=area).exists()}


def test_again_moves_nobody_and_is_not_in_the_log(east: Neighbourhood) -> None:
    cast.parent(postcode="3362", neighbourhood=east)
    for _ in range(2):
        load(east.municipality, *NEW)
    entry = AuditEntry.objects.get(action="neighbourhoods.followed")
    assert entry.fields == ["parents:1", "organisations:0"]


def test_who_missed_a_division_follows_when_the_same_list_is_read_again(east: Neighbourhood) -> None:
    load(east.municipality, *NEW)
    anna = cast.parent(postcode="3362", neighbourhood=east)
    coffee = cast.session(neighbourhood=east).series
    load(east.municipality, *NEW)
    assert [place_of(row) for row in (anna, coffee)] == [("Noordoost", 2027), ("Zuidoost", 2027)]


def test_a_postcode_that_goes_to_another_area_in_the_same_year_takes_its_parents_along(east: Neighbourhood) -> None:
    anna = cast.parent(postcode="3362", neighbourhood=east)
    load(east.municipality, (east.code, "Oost", "3363 3364"), ("n1", "Nieuw", "3362"), year=east.year)
    assert place_of(anna) == ("Nieuw", east.year)


def test_another_municipality_is_left_alone(east: Neighbourhood, other: Municipality) -> None:
    with use(other):
        theirs = cast.parent(postcode="3362", neighbourhood=cast.neighbourhood("Daar", postcodes=("3362",)))
    load(east.municipality, *NEW)
    with use(other):
        assert place_of(theirs) == ("Daar", 2024)


@pytest.fixture
def broken_follower() -> Iterator[None]:
    def follow(_: registry.Division) -> None:
        raise RuntimeError

    registry.on_new_division(follow)
    yield
    registry._followers.remove(follow)  # noqa: SLF001 - nobody takes one away in the portal


@pytest.mark.usefixtures("broken_follower")
def test_the_division_and_what_follows_it_come_together_or_not_at_all(east: Neighbourhood) -> None:
    anna = cast.parent(postcode="3362", neighbourhood=east)
    with pytest.raises(RuntimeError):
        load(east.municipality, *NEW)
    assert place_of(anna) == ("Oost", 2024)
    assert not Neighbourhood.objects.filter(municipality=east.municipality, year=2027).exists()


def test_control_without_followers_parents_stay_behind(east: Neighbourhood, monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    monkeypatch.setattr(registry, "_followers", [])
    anna = cast.parent(postcode="3362", neighbourhood=east)
    load(east.municipality, *NEW)
    assert place_of(anna) == ("Oost", 2024)


def statements(municipality: Municipality, total: int, year: int) -> int:
    rows = [(f"n{number}", f"Wijk {number}", str(1000 + number)) for number in range(total)]
    with CaptureQueriesContext(connection) as caught:
        load(municipality, *rows, year=year)
    return len(caught.captured_queries)


def test_the_number_of_statements_does_not_grow_with_areas_or_parents(municipality: Municipality) -> None:
    """One area first, and then each parent in an area of their own."""
    everywhere = cast.neighbourhood("Overal", postcodes=("1000",))
    for number in range(60):
        cast.parents(2, postcode=str(1000 + number), neighbourhood=everywhere)
    few = statements(municipality, 1, 2026)
    assert statements(municipality, 60, 2027) == few <= 20
    assert set(Parent.objects.values_list("neighbourhood__name", flat=True)) == {f"Wijk {n}" for n in range(60)}
