"""Who is acting, and from where: ambient, so that no domain verb has to carry it along."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class Actor:
    """A kind (user, parent, host, partner_link, system, nobody), an id where there is one, and an origin.

    `sees` is False for who asks for the headers of a page only.
    """

    kind: str
    id: int | None = None
    origin: str = ""
    sees: bool = True


NOBODY = Actor("nobody")
_current: ContextVar[Actor] = ContextVar("actor", default=NOBODY)


def current() -> Actor:
    """Who is acting now; NOBODY outside a request, task or command."""
    return _current.get()


def become(actor: Actor) -> None:
    """Act as this one until the `acting` block around it ends (the request's middleware has one)."""
    _current.set(actor)


@contextmanager
def acting(actor: Actor) -> Iterator[None]:
    """Act as this one inside the block."""
    token = _current.set(actor)
    try:
        yield
    finally:
        _current.reset(token)
