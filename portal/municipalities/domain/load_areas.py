"""Loading districts (wijken) and the four-digit postcodes that mainly lie in them, for one or more municipalities."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.municipalities.domain.area_file import MUNICIPALITY_CODE, Row, only_once, read, refuse_problems
from portal.municipalities.domain.load_municipalities import Loaded
from portal.municipalities.models import Municipality, Neighbourhood

COLUMNS = ("gm_code", "code", "name", "year", "postcodes")
CODE = re.compile(r"[A-Za-z0-9-]{1,20}")
CBS_CODE = re.compile(r"(WK|BU)(\d{4})\d{2,4}")
POSTCODE = re.compile(r"[1-9]\d{3}")
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
    municipalities = {municipality.code: municipality for municipality in Municipality.objects.all()}
    areas = [_area(row, municipalities.keys()) for row in rows]
    by_row = dict(zip((row.number for row in rows), areas, strict=True))
    only_once(rows, lambda row: by_row[row.number].key, "code", gettext_lazy("this code stands twice."))
    _check_postcodes(rows, areas)
    refuse_problems(rows)
    return _save(areas, municipalities)


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
    found = row.cells["postcodes"].replace(",", " ").split()
    for value in found:
        if not POSTCODE.fullmatch(value):
            row.wrong("postcodes", _("“%(value)s” is not four digits of a postcode.") % {"value": value})
    return tuple(sorted(set(found)))


def _check_postcodes(rows: list[Row], areas: list[Area]) -> None:
    """A postcode lies mainly in one district: a parent's postcode must point to one."""
    seen: dict[tuple[str, int, str], str] = {}
    for row, area in zip(rows, areas, strict=True):
        for postcode in area.postcodes:
            first = seen.setdefault((area.municipality, area.year, postcode), area.code)
            if first != area.code:
                names = {"postcode": postcode, "code": first}
                row.wrong("postcodes", _("postcode %(postcode)s is with %(code)s already; choose one.") % names)


def _save(areas: list[Area], municipalities: dict[str, Municipality]) -> Loaded:
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
