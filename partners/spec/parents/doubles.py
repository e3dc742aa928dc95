"""The same parent twice in one file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from django.utils.translation import gettext as _

from partners.spec.parents.person import Person
from partners.spec.parents.result import ParentRow, Place
from portal.web.sheets.words import tokens

Key = tuple[str, ...]


class Doubles:
    """Remember each parent by e-mail address, and by name and number."""

    def __init__(self) -> None:
        self._places: dict[Key, tuple[Place, str | None]] = {}

    def mark(self, person: Person) -> Person:
        """Give the person with the place where the same parent stood before, if any."""
        keys = list(_keys(person.row))
        earlier = next(((key, self._places[key]) for key in keys if key in self._places), None)
        for key in keys:
            self._places.setdefault(key, (person.row.place, person.row.name))
        if earlier is None:
            return person
        key, (place, name) = earlier
        sentence = _sentence(person.row, place, same_name=_same(name, person.row.name))
        finding = ("email" if key[0] == "email" else "phone", sentence, True)
        return Person(replace(person.row, double_of=place), [*person.findings, finding])


def _keys(row: ParentRow) -> Iterator[Key]:
    if row.email:
        yield ("email", row.email)
    if row.phone and row.name:
        yield ("phone", row.phone, *sorted(tokens(row.name)))


def _same(one: str | None, other: str | None) -> bool:
    return tokens(one or "") == tokens(other or "")


def _sentence(row: ParentRow, earlier: Place, *, same_name: bool) -> str:
    values = {"row": earlier.row, "sheet": earlier.sheet}
    if row.place.sheet != earlier.sheet:
        return _("This parent stands on sheet “%(sheet)s”, row %(row)s, too. We add the parent once.") % values
    if row.place == earlier:
        return _("Both parents on this row have the same e-mail address. We add it once.")
    if same_name:
        return _("This parent stands on row %(row)s too. We add the parent once.") % values
    return _("The same e-mail address stands on row %(row)s under another name. We add it once.") % values
