"""Which lists can be saved as a file: each storey registers its own in ready(), with who may and what it holds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ImproperlyConfigured
from django.db.models import Model, QuerySet
from django.http import Http404
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.accounts.rules import Rule
from portal.web.sheets.writing import Cell

CHUNK = 1_000
AT_ONCE = 5_000
# Why somebody saves a list: chosen from these, never typed, so that the log holds no words about people.
REASONS: dict[str, str | Promise] = {
    "work": _("For my own work: to call, invite or follow up"),
    "meeting": _("For a meeting with colleagues or partners"),
    "report": _("For a report or the council"),
    "system": _("To take it to another system of the municipality"),
    "asked": _("Somebody asked for what we keep about them"),
}


@dataclass(frozen=True)
class Field:
    """One column: its title, and its value for a row."""

    title: str | Promise
    value: Callable[[Any], Cell]


@dataclass(frozen=True)
class Lines:
    """Rows that are made, not stored: few enough to hold all at once."""

    rows: Sequence[Any]

    def count(self) -> int:
        """How many."""
        return len(self.rows)


@dataclass(frozen=True)
class Export:
    """A list that can be saved.

    `rows` gives what may be saved of the thing with this public id (None: of the whole municipality); it raises
    Http404 when that does not exist. `about` is what the log says it was about, when that is not the municipality.
    What is `of_parents` holds their names, so that it goes when one of them is removed.
    `page` names the address where the list stands, with the public id in it when it is of one thing.
    """

    name: str
    label: str | Promise
    rule: Rule
    rows: Callable[[UUID | None], QuerySet[Any] | Lines]
    fields: Sequence[Field]
    about: Callable[[UUID], Model] | None = None
    of_parents: bool = False
    page: str = ""

    def titles(self) -> list[str]:
        """The header."""
        return [str(field.title) for field in self.fields]

    def cells(self, of: UUID | None) -> Iterator[list[Cell]]:
        """Every row, a thousand at a time; long lists in the order in which they were made."""
        found = self.rows(of)
        if isinstance(found, Lines):
            yield from ([field.value(row) for field in self.fields] for row in found.rows)
            return
        chunks = _by_number(found) if found.count() > AT_ONCE else iter([list(found)])
        for chunk in chunks:
            yield from ([field.value(row) for field in self.fields] for row in chunk)


def _by_number(found: QuerySet[Any]) -> Iterator[list[Any]]:
    ordered, last = found.order_by("pk"), 0
    while chunk := list(ordered.filter(pk__gt=last)[:CHUNK]):
        yield chunk
        last = chunk[-1].pk


_exports: dict[str, Export] = {}


def register(export: Export) -> None:
    """Add a list; raises ImproperlyConfigured when its name is taken."""
    if export.name in _exports:
        raise ImproperlyConfigured(f"the list {export.name} is registered twice")
    _exports[export.name] = export


def export(name: str) -> Export:
    """The list with this name; raises Http404."""
    try:
        return _exports[name]
    except KeyError:
        raise Http404(name) from None


def every() -> list[Export]:
    """All of them, by name."""
    return [_exports[name] for name in sorted(_exports)]
