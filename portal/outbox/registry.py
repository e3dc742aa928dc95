"""Which kinds of messages there are, and what other rooms want done each minute or when an address is dead."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from portal.outbox.spec import Attachment, Mail, MailKind, Unclear

__all__ = [
    "Attachment", "DuplicateName", "Mail", "MailKind", "Unclear",
    "due_hooks", "find", "kinds", "on_dead_address", "on_due", "on_tick", "register", "tell_dead_address",
    "tick_hooks",
]  # fmt: skip

_kinds: dict[str, MailKind] = {}
_dead_address: list[Callable[[str], object]] = []
_due: dict[str, Callable[[], object]] = {}
_tick: dict[str, Callable[[], object]] = {}


class DuplicateName(Exception):
    """Two kinds or hooks want one name; the second is refused at start."""


def register(kind: MailKind) -> None:
    """Make a kind known under its name; raises DuplicateName."""
    if kind.name in _kinds:
        raise DuplicateName(kind.name)
    _kinds[kind.name] = kind


def find(name: str) -> MailKind | None:
    """The kind with this name, or None when no app registered it."""
    return _kinds.get(name)


def kinds() -> Mapping[str, MailKind]:
    """All kinds by name."""
    return MappingProxyType(_kinds)


def on_dead_address(callback: Callable[[str], object]) -> None:
    """Be told, in the municipality concerned, of an address that its mail server does not know."""
    _dead_address.append(callback)


def tell_dead_address(address: str) -> None:
    """Tell everyone who asked that this address does not work."""
    for callback in _dead_address:
        callback(address)


@dataclass(frozen=True)
class Locked:
    """A field of a model ("outbox.Message", "body") that is stored locked; `inside` names the keys of a JSON field."""

    model: str
    field: str
    inside: tuple[str, ...] = ()


_locked: dict[tuple[str, str], Locked] = {}


def keeps_locked(*fields: Locked) -> None:
    """Have these locked anew before an old key goes."""
    _locked.update({(one.model, one.field): one for one in fields})


def locked_fields() -> list[Locked]:
    """Every field that is stored locked."""
    return list(_locked.values())


def on_due(name: str, work: Callable[[], object]) -> None:
    """Have this done each minute in every municipality; raises DuplicateName."""
    _add(_due, name, work)


def due_hooks() -> Mapping[str, Callable[[], object]]:
    """What is to be done each minute in every municipality, by name."""
    return MappingProxyType(_due)


def on_tick(name: str, work: Callable[[], object]) -> None:
    """Have this done once each minute, outside any municipality; raises DuplicateName."""
    _add(_tick, name, work)


def tick_hooks() -> Mapping[str, Callable[[], object]]:
    """What is to be done once each minute for all together, by name."""
    return MappingProxyType(_tick)


def _add(hooks: dict[str, Callable[[], object]], name: str, work: Callable[[], object]) -> None:
    if name in hooks:
        raise DuplicateName(name)
    hooks[name] = work
