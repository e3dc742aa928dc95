"""Lists in pages. Each takes one query: one row more than shown tells whether there is a next page."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, Protocol, TypeVar

from django.core.exceptions import FieldDoesNotExist, ValidationError
from django.db.models import Model, Q, QuerySet
from django.http import QueryDict
from django.utils.timezone import is_naive

Row = TypeVar("Row", bound=Model)
Thing = TypeVar("Thing")
Thing_co = TypeVar("Thing_co", covariant=True)
LAST_NUMBER = 1_000
SEPARATOR = "~"


class Sliced(Protocol[Thing_co]):
    """What gives a part of itself, such as a QuerySet."""

    def __getitem__(self, part: slice, /) -> Iterable[Thing_co]: ...


@dataclass(frozen=True)
class Page(Generic[Thing]):
    """The rows to show, the number of the page (0 where pages have none) and the query strings beside it, or ""."""

    rows: Sequence[Thing]
    number: int
    previous: str
    next: str

    def __bool__(self) -> bool:
        return bool(self.rows)


def numbered(rows: Sliced[Thing], query: QueryDict, *, size: int = 25) -> Page[Thing]:
    """The page that `?pagina=` asks for; anything but a number from 1 to LAST_NUMBER gives the nearest page."""
    number = _number(query.get("pagina", ""))
    start = (number - 1) * size
    found = list(rows[start : start + size + 1])
    more = len(found) > size and number < LAST_NUMBER
    previous = _with(query, pagina=str(number - 1)) if number > 1 else ""
    return Page(found[:size], number, previous, _with(query, pagina=str(number + 1)) if more else "")


def after(rows: QuerySet[Row], query: QueryDict, *, by: str, size: int = 25) -> Page[Row]:
    """The rows behind `?na=`, in the order of field `by` and then id: as fast on the last page as on the first.

    With "-" before the name the highest come first, and further pages go on downward.
    """
    down, by = by.startswith("-"), by.removeprefix("-")
    ordered = rows.order_by(f"-{by}", "-pk") if down else rows.order_by(by, "pk")
    mark = query.get("na", "")
    behind = _behind(rows, by, mark, "lt" if down else "gt")
    found = list((ordered.filter(behind) if behind else ordered)[: size + 1])
    following = _with(query, na=_mark(found[size - 1], by)) if len(found) > size else ""
    return Page(found[:size], 0, _with(query, na="") if behind else "", following)


def _number(asked: str) -> int:
    try:
        return min(max(int(asked), 1), LAST_NUMBER)
    except ValueError:
        return 1


def _with(query: QueryDict, **changes: str) -> str:
    changed = query.copy()
    for name, value in changes.items():
        changed.pop(name, None)
        if value:
            changed[name] = value
    return f"?{changed.urlencode()}"


def _mark(row: Model, by: str) -> str:
    value = getattr(row, by)
    return f"{value.isoformat() if hasattr(value, 'isoformat') else value}{SEPARATOR}{row.pk}"


def _behind(rows: QuerySet[Any], by: str, mark: str, further: str) -> Q | None:
    """What comes after the mark; None for a mark that nobody gave out, so that the list starts at its start."""
    value, _, pk = mark.rpartition(SEPARATOR)
    if not pk.isdecimal() or len(pk) > 18 or "\x00" in value:  # noqa: PLR2004 - longer than a bigint
        return None
    try:
        known = rows.model._meta.get_field(by).to_python(value)
        if isinstance(known, datetime):
            # PostgreSQL takes fewer zones than Python does.
            known = None if is_naive(known) else known.astimezone(UTC)
    except (ValidationError, FieldDoesNotExist, ValueError, OverflowError):
        return None
    if known is None:
        return None
    return Q(**{f"{by}__{further}": known}) | Q(**{by: known, f"pk__{further}": int(pk)})
