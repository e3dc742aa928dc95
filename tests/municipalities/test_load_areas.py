"""Districts and their postcodes from tables: whole or not at all, and every problem names its row and column."""

from __future__ import annotations

import io

import pytest
from django.core.management import call_command

from portal.municipalities.domain.area_file import Refused
from portal.municipalities.domain.load_areas import load_areas
from portal.municipalities.domain.load_municipalities import load_municipalities
from portal.municipalities.models import Municipality, Neighbourhood
from portal.municipalities.queries import areas_by_postcode, division_of
from tests.municipalities.test_load import COUNTRY, DATA, DISTRICTS


def districts(*rows: str) -> bytes:
    return "\n".join(["gm_code;code;name;year;postcodes", *rows]).encode()


@pytest.fixture
def sliedrecht(db: None) -> str:
    load_municipalities(content=COUNTRY)
    return "GM0610"


def test_the_six_demo_municipalities_have_districts(sliedrecht: str) -> None:
    load_areas(content=DISTRICTS)
    again = load_areas(content=DISTRICTS)
    assert (again.created, again.updated) == (0, 0)
    found = Neighbourhood.objects.filter(postcodes__contains=["3362"])
    assert [(area.municipality.code, area.name) for area in found] == [(sliedrecht, "Sliedrecht-Oost")]


def test_only_one_municipality_is_loaded_when_asked(sliedrecht: str) -> None:
    Neighbourhood.objects.filter(municipality__code="GM0193").delete()
    call_command("load_neighbourhoods", DATA / "neighbourhoods.csv", municipality=sliedrecht, stdout=io.StringIO())
    assert Neighbourhood.objects.filter(municipality__code=sliedrecht).count() == 4
    assert not Neighbourhood.objects.filter(municipality__code="GM0193").exists()


def test_another_year_stands_beside_the_old_one(sliedrecht: str) -> None:
    load_areas(content=DISTRICTS)
    load_areas(content=districts("GM0610;WK061001;West;2027;3363"))
    years = Neighbourhood.objects.filter(code="WK061001").values_list("year", "name")
    assert set(years) == {(2024, "Sliedrecht-West"), (2027, "West")}


@pytest.mark.parametrize(
    ("row", "column"),
    [
        ("GM0000;WK000001;Dam;2024;", "gm_code"),
        ("GM0610;WK019301;Dam;2024;", "code"),
        ("GM0610;;Dam;2024;", "code"),
        ("GM0610;eigen-1;;2024;", "name"),
        ("GM0610;eigen-1;Dam;24;", "year"),
        ("GM0610;eigen-1;Dam;;", "year"),
        ("GM0610;eigen-1;Dam;2024;3361 AB", "postcodes"),
        ("GM0610;eigen-0;Dam;2024;", "code"),
        ("GM0610;eigen-1;Dam;2024;3362", "postcodes"),
    ],
)
def test_each_wrong_district_is_named(sliedrecht: str, row: str, column: str) -> None:
    Neighbourhood.objects.filter(code__startswith="eigen").delete()
    with pytest.raises(Refused) as refused:
        load_areas(content=districts("GM0610;eigen-0;Goed;2024;3362", row))
    assert [(problem.row, problem.field) for problem in refused.value.problems] == [(3, column)]
    assert not Neighbourhood.objects.filter(code__startswith="eigen").exists()


def test_a_postcode_of_a_district_that_stays_is_not_given_away(sliedrecht: str) -> None:
    load_areas(content=districts("GM0610;a-1;Een;2030;3361", "GM0610;a-2;Twee;2030;3362"))
    with pytest.raises(Refused, match="postcode 3362 hoort bij a-2, en die staat niet in deze lijst") as refused:
        load_areas(content=districts("GM0610;a-1;Een;2030;3361 3362"))
    assert [(problem.row, problem.field) for problem in refused.value.problems] == [(2, "postcodes")]
    load_areas(content=districts("GM0610;a-1;Een;2031;3361 3362", "GM0193;a-3;Drie;2030;3362"))
    load_areas(content=districts("GM0610;a-1;Een;2030;3361 3362", "GM0610;a-2;Twee;2030;"))


def test_there_is_one_answer_for_a_postcode_whoever_asks(sliedrecht: str) -> None:
    """Two people at the same moment could still give a postcode twice."""
    here = Municipality.objects.get(code=sliedrecht)
    for code, name in (("a-1", "Zuid"), ("a-2", "Noord")):
        Neighbourhood.objects.create(municipality=here, code=code, name=name, year=2030, postcodes=["3362"])
    assert areas_by_postcode(here.pk) == division_of(here.pk).by_postcode
