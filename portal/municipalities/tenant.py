"""The one answer to "for which municipality are we working?": a context variable set from the address."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Protocol

_active: ContextVar[int | None] = ContextVar("municipality", default=None)


class HasPk(Protocol):
    """Anything with a primary key: in practice a Municipality."""

    @property
    def pk(self) -> int: ...


class NoMunicipality(Exception):
    """A tenant table was touched while no municipality was set."""


def active_id() -> int | None:
    """The id of the municipality in use, or None outside one."""
    return _active.get()


def require() -> int:
    """The id of the municipality in use; raises NoMunicipality outside one."""
    municipality_id = _active.get()
    if municipality_id is None:
        raise NoMunicipality("no municipality is set")
    return municipality_id


def enter(municipality: HasPk) -> None:
    """Work for this municipality until the `use` block around it ends (the request's middleware has one)."""
    _active.set(municipality.pk)


@contextmanager
def use(municipality: HasPk | int | None) -> Iterator[None]:
    """Work for this municipality inside the block; None means for none at all."""
    chosen = municipality if isinstance(municipality, int) or municipality is None else municipality.pk
    token = _active.set(chosen)
    try:
        yield
    finally:
        _active.reset(token)
