"""Municipalities and districts from tables: whole or not at all, twice is harmless, every problem names its row."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portal.municipalities.domain.area_file import Refused, read
from portal.municipalities.domain.load_municipalities import COLUMNS, load_municipalities, slugs
from portal.municipalities.models import Municipality, Region

DATA = Path(settings.BASE_DIR) / "portal/municipalities/data"
COUNTRY = (DATA / "municipalities.csv").read_bytes()
DISTRICTS = (DATA / "neighbourhoods.csv").read_bytes()
GOOD = {
    "gm_code": "GM9901", "name": "Voorbeelddam", "province": "Utrecht", "population_2024": "1200",
    "population_2026_indicative": "1210", "births_est": "12", "births_basis": "estimate_2023",
    "youth_0_17_est": "240", "youth_12_17_est": "90", "school_holiday_region": "Midden",
    "ggd_region_2022": "GGD Voorbeeld", "valid_until": "",
}  # fmt: skip


def table(*rows: Mapping[str, str], delimiter: str = ",") -> bytes:
    """A file with one row per mapping: what it leaves out stands as in GOOD."""
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS, delimiter=delimiter)
    writer.writeheader()
    writer.writerows({**GOOD, **row} for row in rows)
    return out.getvalue().encode()


def problems(content: bytes) -> list[tuple[int, str]]:
    with pytest.raises(Refused) as refused:
        load_municipalities(content=content)
    return [(problem.row, problem.field) for problem in refused.value.problems]


# The whole country


@pytest.mark.django_db
def test_the_342_municipalities_load_and_loading_again_changes_nothing() -> None:
    load_municipalities(content=COUNTRY)
    before = list(Municipality.objects.order_by("code").values())
    again = load_municipalities(content=COUNTRY)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 342)
    assert list(Municipality.objects.order_by("code").values()) == before


@pytest.mark.django_db
def test_estimates_keep_their_basis() -> None:
    load_municipalities(content=COUNTRY)
    sliedrecht = Municipality.objects.get(code="GM0610")
    assert (sliedrecht.population_basis, sliedrecht.births_basis) == ("CBS_2024", "estimate_2023")
    assert Municipality.objects.filter(births_basis="CBS_82056NED_2024").count() == 11
    assert sliedrecht.region is not None


@pytest.mark.django_db
def test_a_municipality_that_goes_has_its_day_and_its_successor() -> None:
    load_municipalities(content=COUNTRY)
    going = Municipality.objects.get(name="Wijdemeren")
    assert going.valid_until == date(2027, 1, 1)
    assert going.successor == Municipality.objects.get(name="Hilversum")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("code", "slug"),
    [
        ("GM0518", "s-gravenhage"), ("GM0796", "s-hertogenbosch"), ("GM1900", "sudwest-fryslan"),
        ("GM1970", "noardeast-fryslan"), ("GM0373", "bergen-nh"), ("GM0893", "bergen-l"),
        ("GM0164", "hengelo"), ("GM0417", "laren"), ("GM0610", "sliedrecht"),
    ],
)  # fmt: skip
def test_the_slug_is_made_from_the_name(code: str, slug: str) -> None:
    load_municipalities(content=COUNTRY)
    assert Municipality.objects.get(code=code).slug == slug


@pytest.mark.django_db
def test_every_slug_is_used_once() -> None:
    load_municipalities(content=COUNTRY)
    made = Municipality.objects.values_list("slug", flat=True)
    assert len(set(made)) == len(made) >= 342


def test_namesakes_without_a_mark_get_their_code() -> None:
    assert slugs([("GM9901", "Dam"), ("GM9902", "Dam")]) == {"GM9901": "dam-gm9901", "GM9902": "dam-gm9902"}


def test_a_slug_in_use_is_not_given_again() -> None:
    assert slugs([("GM9902", "Dam (U.)")], taken=["dam"]) == {"GM9902": "dam-u"}


# Renaming and merging


@pytest.mark.django_db
def test_a_new_name_keeps_id_and_slug() -> None:
    load_municipalities(content=table({}))
    before = Municipality.objects.get(code="GM9901")
    done = load_municipalities(content=table({"name": "Nieuwdam"}))
    after = Municipality.objects.get(code="GM9901")
    assert (after.name, after.pk, after.slug) == ("Nieuwdam", before.pk, "voorbeelddam")
    assert (done.created, done.updated) == (0, 1)


@pytest.mark.django_db
def test_a_municipality_that_left_the_table_stays() -> None:
    load_municipalities(content=table({}, {"gm_code": "GM9902", "name": "Overdam"}))
    load_municipalities(content=table({"valid_until": "2030-01-01 (op in Overdam)"}))
    assert Municipality.objects.get(code="GM9901").successor == Municipality.objects.get(code="GM9902")


@pytest.mark.django_db
def test_a_plan_that_is_called_off_is_forgotten() -> None:
    other = {"gm_code": "GM9902", "name": "Overdam"}
    load_municipalities(content=table({"valid_until": "2030-01-01 (op in Overdam)"}, other))
    load_municipalities(content=table({}, other))
    found = Municipality.objects.get(code="GM9901")
    assert (found.valid_until, found.successor) == (None, None)


# Wrong rows


@pytest.mark.django_db
def test_one_wrong_row_stops_the_whole_file_and_is_named() -> None:
    content = table({"gm_code": "GM9903", "name": "Goeddam"}, {"population_2024": "veel"})
    assert problems(content) == [(3, "population_2024")]
    assert not Municipality.objects.filter(code="GM9903").exists()
    assert not Region.objects.filter(name="GGD Voorbeeld").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("gm_code", "0610"), ("gm_code", "GM610"), ("name", " "), ("name", "x" * 81), ("province", "Friesland"),
        ("births_est", "-3"), ("births_est", "1,5"), ("youth_0_17_est", "9" * 40), ("school_holiday_region", "Oost"),
        ("valid_until", "1 januari"), ("valid_until", "2027-02-30"), ("valid_until", "2030-01-01 (op in Nergensdam)"),
        ("valid_until", "2030-01-01 (op in Voorbeelddam)"),
    ],
)  # fmt: skip
def test_each_wrong_cell_is_named(column: str, value: str) -> None:
    assert problems(table({column: value})) == [(2, column)]


@pytest.mark.django_db
def test_a_code_that_stands_twice_is_named() -> None:
    assert problems(table({}, {"name": "Overdam"})) == [(3, "gm_code")]


@pytest.mark.django_db
def test_all_problems_come_at_once_in_dutch() -> None:
    with pytest.raises(Refused) as refused:
        load_municipalities(content=table({"name": "", "births_est": "x"}, {"gm_code": "9"}))
    said = str(refused.value).splitlines()
    assert [line.split(":")[0] for line in said] == ["Rij 2", "Rij 2", "Rij 3"]
    assert said[0] == "Rij 2: name is leeg."


@pytest.mark.django_db
@pytest.mark.parametrize("content", [b"", b"naam;inwoners\nDam;3\n", b"PK\x03\x04\x00\x00", b"x" * 5_000_001])
def test_another_kind_of_file_is_refused_in_words(content: bytes) -> None:
    with pytest.raises(Refused) as refused:
        load_municipalities(content=content)
    assert refused.value.problems[0].row == 1


# The kinds of text a table comes in


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_letters_and_delimiter_are_found(encoding: str, delimiter: str) -> None:
    content = f"naam{delimiter}plaats\r\nÇelik{delimiter}Súdwest\r\n{delimiter}\r\nLos\r\n".encode(encoding)
    rows = read(content, columns=["naam", "plaats"])
    assert [(row.number, row.cells["naam"], row.cells["plaats"]) for row in rows] == [
        (2, "Çelik", "Súdwest"),
        (4, "Los", ""),
    ]


# The commands


@pytest.mark.django_db
def test_the_command_says_what_it_did_and_what_is_wrong(tmp_path: Path) -> None:
    load_municipalities(content=COUNTRY)
    said = io.StringIO()
    call_command("load_municipalities", DATA / "municipalities.csv", stdout=said)
    assert said.getvalue() == "0 nieuw, 0 veranderd, 342 gelijk gebleven.\n"
    wrong = tmp_path / "fout.csv"
    wrong.write_bytes(table({"province": "Holland"}))
    with pytest.raises(CommandError, match="Rij 2: “Holland”"):
        call_command("load_municipalities", wrong)
    with pytest.raises(CommandError, match="kon niet worden geopend"):
        call_command("load_municipalities", tmp_path / "weg.csv")


@pytest.mark.django_db
def test_the_given_table_loads_as_well() -> None:
    given = Path(os.environ.get("SHARED", Path(settings.BASE_DIR).parent / "shared")) / "data/municipalities.csv"
    content = given.read_bytes() if given.exists() else COUNTRY
    load_municipalities(content=content)
    assert load_municipalities(content=COUNTRY).created == 0


# What the tables promise


def shipped(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO((DATA / name).read_text(encoding="utf-8"))))


def test_every_postcode_of_a_district_says_how_sure_it_is() -> None:
    rows = shipped("neighbourhoods.csv")
    assert {row["gm_code"] for row in rows} == {"GM0184", "GM0193", "GM0406", "GM0505", "GM0610", "GM0855"}
    assert all((row["basis"] in {"centre", "indicative"}) == bool(row["postcodes"]) for row in rows)
    assert all(row["source"] for row in rows)


def test_every_region_has_its_holidays_in_a_full_school_year() -> None:
    rows = [row for row in shipped("school_holidays.csv") if row["school_year"] in {"2026-2027", "2027-2028"}]
    assert all(date.fromisoformat(row["start"]) <= date.fromisoformat(row["end"]) for row in rows)
    counts = {region: sum(row["region"] == region for row in rows) for region in ("Noord", "Midden", "Zuid")}
    assert counts == {"Noord": 10, "Midden": 10, "Zuid": 10}
