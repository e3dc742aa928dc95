"""One parent out of the cells of a row."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from django.utils.translation import gettext as _

from partners.spec.parents.cell import Reading
from partners.spec.parents.consents import read_consent
from partners.spec.parents.emails import read_email
from partners.spec.parents.languages import read_language
from partners.spec.parents.layout import Columns
from partners.spec.parents.names import read_name
from partners.spec.parents.parts import CONTACT, FIELD, NAMES, PHONES, Part
from partners.spec.parents.phones import is_mobile, read_phone
from partners.spec.parents.postcodes import read_postcode
from partners.spec.parents.result import ParentRow, Place

T = TypeVar("T")
# A field, a sentence, and whether something was read from the cell all the same.
Finding = tuple[str, str, bool]


@dataclass(slots=True)
class Person:
    """A parent while being read; `reached` tells that something stands in a column of addresses or numbers."""

    row: ParentRow
    findings: list[Finding] = field(default_factory=list)
    reached: bool = False


def read_person(cells: Sequence[str], columns: Columns, place: Place) -> Person | None:
    """Give the parent of these columns, or None when name, address and number are all empty."""
    name = read_name(cells, columns)
    contact = any(cell for part in CONTACT for cell in _cells(cells, columns, part))
    if not contact and not name:
        return None
    found: list[Finding] = []
    row = ParentRow(
        place=place,
        name=name,
        email=_first(found, "email", read_email, _cells(cells, columns, Part.EMAIL)),
        phone=_phone(found, cells, columns),
        postcode=_first(found, "postcode", read_postcode, _cells(cells, columns, Part.POSTCODE)),
        language=_first(found, "language", read_language, _cells(cells, columns, Part.LANGUAGE)),
        consent=_first(found, "consent", read_consent, _cells(cells, columns, Part.CONSENT)),
        note="; ".join(_cells(cells, columns, Part.NOTE)) or None,
    )
    return Person(row, list(_findings(row, columns, found)), reached=contact)


def has_something(cells: Sequence[str], columns: Columns) -> bool:
    """Tell whether two or more columns that are read hold something."""
    parts = [part for part in columns if part in FIELD and any(_cells(cells, columns, part))]
    return len(parts) > 1


def _cells(cells: Sequence[str], columns: Columns, part: Part) -> Iterator[str]:
    return (cells[column] for column in columns.get(part, ()) if column < len(cells) and cells[column])


def _first(found: list[Finding], name: str, read: Callable[[str], Reading[T]], cells: Iterator[str]) -> T | None:
    """Read the cells in turn until one has a value; keep the sentence of each that was tried."""
    for cell in cells:
        reading = read(cell)
        if reading.text:
            found.append((name, reading.text, reading.used))
        if reading.value is not None:
            return reading.value
    return None


def _phone(found: list[Finding], cells: Sequence[str], columns: Columns) -> str | None:
    """Read every number and prefer one that can receive text messages."""
    numbers = []
    for part in PHONES:
        for cell in _cells(cells, columns, part):
            reading = read_phone(cell)
            if reading.text:
                found.append(("phone", reading.text, reading.used))
            if reading.value:
                numbers.append(reading.value)
    return next((number for number in numbers if is_mobile(number)), numbers[0] if numbers else None)


def _findings(row: ParentRow, columns: Columns, found: list[Finding]) -> Iterator[Finding]:
    """Give what was found, and what is missing; one sentence is enough to tell that nobody can be reached."""
    reachable = bool(row.email or row.phone)
    broken = any(name in {"email", "phone"} and not used for name, _text, used in found)
    yield from (finding for finding in found if reachable or finding[0] != "email" or not finding[2])
    if not row.name and any(part in columns for part in NAMES):
        yield "name", _("The name is missing."), True
    if not reachable and not broken:
        yield (
            "email",
            _("There is no e-mail address or telephone number that works: we cannot invite this parent."),
            True,
        )
