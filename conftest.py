"""Fixtures that every test may use, those in a method's own folder too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

pytest_plugins = ("rig.fixtures", "rig.browser")

if TYPE_CHECKING:
    from portal.municipalities.models import Municipality


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
