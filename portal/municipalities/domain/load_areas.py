"""Loading districts (wijken) and the four-digit postcodes that mainly lie in them, for one or more municipalities."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.municipalities import tenant
from portal.municipalities.domain.area_file import MUNICIPALITY_CODE, Row, only_once, read, refuse_problems
from portal.municipalities.domain.load_municipalities import Loaded
from portal.municipalities.models import Municipality, Neighbourhood
from portal.municipalities.queries import division_of
from portal.municipalities.registry import tell_new_division

COLUMNS = ("gm_code", "code", "name", "year", "postcodes")
CODE = re.compile(r"[A-Za-z0-9-]{1,20}")
CBS_CODE = re.compile(r"(WK|BU)(\d{4})\d{2,4}", re.ASCII | re.IGNORECASE)
POSTCODE = re.compile(r"[1-9]\d{3}", re.ASCII)
BETWEEN = re.compile(r"[\s,;/]+(?:en\s+)?")
YEARS = range(2000, 2100)


@dataclass(frozen=True)
class Area:
    """One good row."""

    municipality: str
    code: str
    name: str
    year: int
    postcodes: tuple[str, ...]

    @property
    def key(self) -> tuple[str, str, int]:
        """What makes it the same district: municipality, code and the year of the division."""
        return self.municipality, self.code, self.year


@transaction.atomic
def load_areas(*, content: bytes, only: str = "") -> Loaded:
    """Load all rows of the file or none; doing it twice changes nothing.

    `only` is the code of the one municipality for which the file may have rows; then rows of others are
    skipped. Districts that are not in the file stay: parents may live in them. Raises area_file.Refused.
    """
    rows = [row for row in read(content, columns=COLUMNS) if not only or row.cells["gm_code"].strip() == only]
    return save_areas(areas=areas_of(rows))


def areas_of(rows: Sequence[Row]) -> list[Area]:
    """The districts of these rows, which have a cell for each of COLUMNS; raises area_file.Refused. Two queries."""
    known = set(Municipality.objects.values_list("code", flat=True))
    areas = [_area(row, known) for row in rows]
    by_row = dict(zip((row.number for row in rows), areas, strict=True))
    only_once(rows, lambda row: by_row[row.number].key, "code", gettext_lazy("this code stands twice."))
    _check_postcodes(rows, areas)
    refuse_problems(rows)
    return areas


@transaction.atomic
def save_areas(*, areas: Sequence[Area]) -> Loaded:
    """Store these districts, and let all that hung on an older division follow; again moves only who was left behind.

    Who was read in at the same moment may have been left: reading the list again is what mends it.
    """
    codes = {area.municipality for area in areas}
    # Two at once wait for each other; in one order, so that neither waits for ever.
    chosen = Municipality.objects.filter(code__in=codes).order_by("pk").select_for_update(no_key=True)
    municipalities = {municipality.code: municipality for municipality in chosen}
    loaded = _save(areas, municipalities)
    for municipality in municipalities.values():
        with tenant.use(municipality):
            tell_new_division(division_of(municipality.pk))
    return loaded


def _area(row: Row, known: Iterable[str]) -> Area:
    municipality = row.matching("gm_code", MUNICIPALITY_CODE, "GM0610")
    if MUNICIPALITY_CODE.fullmatch(municipality) and municipality not in known:
        row.wrong("gm_code", _("the portal does not know municipality %(code)s.") % {"code": municipality})
    return Area(
        municipality=municipality,
        code=_code(row, municipality),
        name=row.text("name", most=80),
        year=_year(row),
        postcodes=_postcodes(row),
    )


def _code(row: Row, municipality: str) -> str:
    code = row.matching("code", CODE, "WK061001")
    found = CBS_CODE.fullmatch(code)
    # Statistics Netherlands writes capitals; our own codes stay as they were typed.
    code = code.upper() if found else code
    if found and found[2] != municipality.removeprefix("GM"):
        names = {"code": code, "municipality": municipality}
        row.wrong("code", _("%(code)s is a code of another municipality than %(municipality)s.") % names)
    return code


def _year(row: Row) -> int:
    year = row.whole("year")
    if year not in YEARS:
        row.wrong("year", gettext_lazy("year must be a year such as 2024."))
    return year or 0


def _postcodes(row: Row) -> tuple[str, ...]:
    found = [piece for piece in BETWEEN.split(row.cells["postcodes"]) if piece]
    for value in found:
        if not POSTCODE.fullmatch(value):
            row.wrong("postcodes", _("“%(value)s” is not four digits of a postcode.") % {"value": value})
    return tuple(sorted({value for value in found if POSTCODE.fullmatch(value)}))


def _check_postcodes(rows: Sequence[Row], areas: Sequence[Area]) -> None:
    """A postcode lies mainly in one district: a parent's postcode must point to one.

    Districts of the same division that are not among these rows stay, so that they count as well.
    """
    kept, seen = _kept(areas), dict[tuple[str, int, str], str]()
    for row, area in zip(rows, areas, strict=True):
        for postcode in area.postcodes:
            place = area.municipality, area.year, postcode
            first = seen.setdefault(place, area.code)
            if place in kept:
                names = {"postcode": postcode, "code": kept[place]}
                words = _("postcode %(postcode)s is with %(code)s, which is not in this list; add it.")
                row.wrong("postcodes", words % names)
            elif first != area.code:
                names = {"postcode": postcode, "code": first}
                row.wrong("postcodes", _("postcode %(postcode)s is with %(code)s already; choose one.") % names)


def _kept(areas: Sequence[Area]) -> dict[tuple[str, int, str], str]:
    """The code for each postcode of the districts of these divisions that stay as they are. One query."""
    wanted, own = {(area.municipality, area.year) for area in areas}, {area.key for area in areas}
    there = Neighbourhood.objects.filter(
        municipality__code__in={code for code, _year in wanted}, year__in={year for _code, year in wanted}
    )
    stay = there.order_by("pk").values_list("municipality__code", "code", "year", "postcodes")
    return {
        (municipality, year, postcode): code
        for municipality, code, year, postcodes in stay
        if (municipality, year) in wanted and (municipality, code, year) not in own
        for postcode in postcodes
    }


def _save(areas: Sequence[Area], municipalities: Mapping[str, Municipality]) -> Loaded:
    wanted = Neighbourhood.objects.filter(municipality__code__in={area.municipality for area in areas})
    existing = {(item.municipality.code, item.code, item.year): item for item in wanted.select_related("municipality")}
    created: list[Neighbourhood] = []
    updated: list[Neighbourhood] = []
    for area in areas:
        found = existing.get(area.key)
        item = found or Neighbourhood(municipality=municipalities[area.municipality], code=area.code, year=area.year)
        same = found is not None and (item.name, item.postcodes) == (area.name, list(area.postcodes))
        item.name, item.postcodes = area.name, list(area.postcodes)
        if not same:
            (updated if found else created).append(item)
    Neighbourhood.objects.bulk_create(created)
    Neighbourhood.objects.bulk_update(updated, ["name", "postcodes"])
    return Loaded(len(created), len(updated), len(areas) - len(created) - len(updated))
