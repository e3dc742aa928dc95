"""Fixtures that every test may use, those in a method's own folder too."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

import pytest

from tests.faults.rows import told_by

pytest_plugins = ("rig.fixtures", "rig.browser")

if TYPE_CHECKING:
    from pathlib import Path

    from portal.municipalities.models import Municipality


def pytest_itemcollected(item: pytest.Item) -> None:
    """Mark every test of a row of faults, wherever it stands, so that `make soak` finds those of one size too."""
    if rows_of(item.path):
        item.add_marker("faults")


@cache
def rows_of(path: Path) -> set[str]:
    """The rows of faults that a file of tests is about."""
    return told_by(path)


@pytest.fixture
def municipality(db: None) -> Iterator[Municipality]:
    """Sliedrecht, in use."""
    from portal.municipalities.tenant import use

    made = _made("GM0610", "Sliedrecht")
    with use(made):
        yield made


@pytest.fixture
def other(db: None) -> Municipality:
    """Zwolle, there but not in use."""
    return _made("GM0193", "Zwolle")


def _made(code: str, name: str) -> Municipality:
    from portal.municipalities.models import Municipality

    return Municipality.objects.get_or_create(code=code, defaults={"name": name, "slug": name.lower()})[0]
