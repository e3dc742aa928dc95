"""The library of methods: each folder under programmes/methods is one, found by its name; no list names them."""

from __future__ import annotations

import importlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from programmes.spec import Method

HOME = "programmes.methods"


@dataclass(frozen=True)
class Found:
    """A folder that declares a method, by the slug that is its own."""

    folder: str
    method: Method

    @property
    def slug(self) -> str:
        """What addresses and programmes call it."""
        return self.method.slug


@dataclass(frozen=True)
class Broken:
    """A folder that is no working method, and what to do about it."""

    folder: str
    reason: str
    hint: str


@dataclass(frozen=True)
class Library:
    """The working methods by slug, and the folders that do not work."""

    methods: Mapping[str, Method]
    broken: tuple[Broken, ...]


class UnknownMethod(LookupError):
    """No method has this slug: never there, or its folder was deleted. Programmes keep their own plan."""


@cache
def library() -> Library:
    """All methods, read once at start; a broken folder never takes the others with it."""
    read = [_read(folder) for folder in _folders()]
    times = Counter(found.slug for found in read if isinstance(found, Found))
    checked = [_twice(item) if isinstance(item, Found) and times[item.slug] > 1 else item for item in read]
    good = {found.slug: found.method for found in checked if isinstance(found, Found)}
    broken = tuple(item for item in checked if isinstance(item, Broken))
    return Library(MappingProxyType(dict(sorted(good.items()))), broken)


def methods() -> list[Method]:
    """The working methods in the order of their names."""
    return sorted(library().methods.values(), key=lambda method: method.name.lower())


def method(slug: str) -> Method:
    """The method with this slug; raises UnknownMethod."""
    try:
        return library().methods[slug]
    except KeyError as error:
        raise UnknownMethod(slug) from error


def _folders() -> list[str]:
    """Names of the folders that hold files; what only holds compiled leftovers was deleted."""
    homes = [Path(path) for path in importlib.import_module(HOME).__path__]
    found = [entry for home in homes for entry in home.iterdir() if entry.is_dir() and entry.name[0] not in "._"]
    return sorted(folder.name for folder in found if any(entry.name != "__pycache__" for entry in folder.iterdir()))


def _read(folder: str) -> Found | Broken:
    if not folder.isidentifier():
        return Broken(folder, "the folder's name has other signs than letters, digits and _", "Rename the folder.")
    try:
        found = getattr(importlib.import_module(f"{HOME}.{folder}.method"), "METHOD", None)
        if not isinstance(found, Method):
            hint = "Let method.py say METHOD = Method(...) from programmes.spec."
            return Broken(folder, "method.py declares no METHOD", hint)
        slug = found.slug or folder.replace("_", "-").strip("-").lower()
        return Found(folder, replace(found, slug=slug))
    except Exception as error:  # noqa: BLE001 - a folder may be broken in any way; the check tells which
        return Broken(folder, f"{type(error).__name__}: {error}", f"Look in {HOME}.{folder}.method.")


def _twice(found: Found) -> Broken:
    reason = f"slug {found.slug!r} is used by another folder too"
    return Broken(found.folder, reason, "Leave slug out of method.py: it is the folder's name.")
