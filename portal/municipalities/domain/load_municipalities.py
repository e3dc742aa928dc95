"""Loading the municipalities of the country: by CBS code, so that a new name keeps its id, slug and data."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.municipalities.domain.area_file import MUNICIPALITY_CODE, Row, only_once, read, refuse_problems
from portal.municipalities.models import Municipality, Region

COLUMNS = (
    "gm_code", "name", "province", "population_2024", "population_2026_indicative", "births_est", "births_basis",
    "youth_0_17_est", "youth_12_17_est", "school_holiday_region", "ggd_region_2022", "valid_until",
)  # fmt: skip
PROVINCES = (
    "Drenthe", "Flevoland", "Fryslân", "Gelderland", "Groningen", "Limburg",
    "Noord-Brabant", "Noord-Holland", "Overijssel", "Utrecht", "Zeeland", "Zuid-Holland",
)  # fmt: skip
HOLIDAY_REGIONS = ("Noord", "Midden", "Zuid", "Midden/Noord", "Midden/Zuid")
HEALTH_REGION = "ggd"
# The suffix that CBS adds to tell namesakes apart: "Bergen (NH.)".
NAME = re.compile(r"(?P<base>.*?)\s*(\((?P<mark>[^)]*)\))?")
UNTIL = re.compile(r"(?P<day>[\d-]+)?\s*(\((?P<note>.*)\))?")
SUCCESSOR = re.compile(r"\bop in (?P<name>.+)")


@dataclass(frozen=True)
class Loaded:
    """How many rows were new, how many changed something, and how many changed nothing."""

    created: int
    updated: int
    unchanged: int


@dataclass(frozen=True)
class Facts:
    """One good row: the plain values of a municipality, and the names of its region and successor."""

    code: str
    name: str
    values: dict[str, str | int | date | None]
    region: str
    successor: str


@transaction.atomic
def load_municipalities(*, content: bytes) -> Loaded:
    """Load all rows of the file or none; doing it twice changes nothing.

    A municipality is known by its code: a new name keeps the id and the slug. One that is not in the
    file stays as it is. Raises area_file.Refused with a problem per wrong row.
    """
    rows = read(content, columns=COLUMNS)
    facts = [_facts(row) for row in rows]
    only_once(rows, lambda row: row.cells["gm_code"].strip(), "gm_code", gettext_lazy("this code stands twice."))
    existing = {municipality.code: municipality for municipality in Municipality.objects.all()}
    _check_successors(rows, facts, existing.values())
    refuse_problems(rows)
    return _save(facts, existing)


def slugs(names: Iterable[tuple[str, str]], taken: Iterable[str] = ()) -> dict[str, str]:
    """A slug per code for pairs of code and name: without its suffix where that is unique, else with it or the code."""
    pairs = list(names)
    bases = Counter(_base(name) for _code, name in pairs)
    used, chosen = set(taken), {}
    for code, name in pairs:
        base = _base(name)
        options = [base] if bases[base] == 1 else []
        options += [slugify(name)] if slugify(name) != base else []
        chosen[code] = next((option for option in options if option and option not in used), f"{base}-{code.lower()}")
        used.add(chosen[code])
    return chosen


def _base(name: str) -> str:
    found = NAME.fullmatch(name)
    return slugify(found["base"] if found else name)


def _facts(row: Row) -> Facts:
    day, successor = _until(row)
    values: dict[str, str | int | date | None] = {
        "name": row.text("name", most=80),
        "province": row.one_of("province", PROVINCES),
        "population": row.whole("population_2024"),
        "population_basis": "CBS_2024",
        "births": row.whole("births_est"),
        "births_basis": row.text("births_basis", most=40, needed=False),
        "youth_0_17": row.whole("youth_0_17_est"),
        "youth_12_17": row.whole("youth_12_17_est"),
        "school_holiday_region": row.one_of("school_holiday_region", HOLIDAY_REGIONS),
        "valid_until": day,
    }
    row.whole("population_2026_indicative")
    code = row.matching("gm_code", MUNICIPALITY_CODE, "GM0610")
    region = row.text("ggd_region_2022", most=120, needed=False)
    return Facts(code=code, name=str(values["name"]), values=values, region=region, successor=successor)


def _until(row: Row) -> tuple[date | None, str]:
    """The day from which it is gone, and the name of the one it goes to: "2027-01-01 (... op in Hilversum)"."""
    cell = row.text("valid_until", most=120, needed=False)
    found = UNTIL.fullmatch(cell)
    written = found["day"] or "" if found else cell
    successor = SUCCESSOR.search(found["note"] or "") if found else None
    return (row.day("valid_until", written) if written else None), (successor["name"].strip() if successor else "")


def _check_successors(rows: list[Row], facts: list[Facts], existing: Iterable[Municipality]) -> None:
    known = {fact.name for fact in facts} | {municipality.name for municipality in existing}
    for row, fact in zip(rows, facts, strict=True):
        if fact.successor and (fact.successor not in known or fact.successor == fact.name):
            names = {"name": fact.successor}
            row.wrong("valid_until", _("“%(name)s” is not another municipality that the portal knows.") % names)


def _save(facts: list[Facts], existing: dict[str, Municipality]) -> Loaded:
    regions = _regions({fact.region for fact in facts if fact.region})
    fresh = [(fact.code, fact.name) for fact in facts if fact.code not in existing]
    slug = slugs(fresh, taken=(municipality.slug for municipality in existing.values()))
    created = [Municipality(code=code, slug=slug[code]) for code, _name in fresh]
    known = existing | {municipality.code: municipality for municipality in created}
    changed = {fact.code for fact in facts if _apply(known[fact.code], fact, regions)} & existing.keys()
    Municipality.objects.bulk_create(created)
    changed |= _tie_successors(facts, known)
    fields = ["region", "successor", *facts[0].values] if facts else ["name"]
    Municipality.objects.bulk_update([known[code] for code in sorted(changed)], fields)
    updated = len(changed & existing.keys())
    return Loaded(created=len(created), updated=updated, unchanged=len(facts) - len(created) - updated)


def _regions(names: set[str]) -> dict[str, Region]:
    known = {region.name: region for region in Region.objects.filter(kind=HEALTH_REGION, name__in=names)}
    fresh = [Region(kind=HEALTH_REGION, name=name) for name in sorted(names - known.keys())]
    return known | {region.name: region for region in Region.objects.bulk_create(fresh)}


def _apply(municipality: Municipality, fact: Facts, regions: dict[str, Region]) -> bool:
    values = {**fact.values, "region_id": regions[fact.region].pk if fact.region else None}
    changed = {name: value for name, value in values.items() if getattr(municipality, name) != value}
    for name, value in changed.items():
        setattr(municipality, name, value)
    return bool(changed)


def _tie_successors(facts: list[Facts], known: dict[str, Municipality]) -> set[str]:
    """Point each municipality that goes to its successor; say which ones that changed."""
    by_name = {municipality.name: municipality for municipality in known.values()}
    changed = set()
    for fact in facts:
        successor = by_name[fact.successor] if fact.successor else None
        if known[fact.code].successor_id != (successor.pk if successor else None):
            known[fact.code].successor = successor
            changed.add(fact.code)
    return changed
