"""How to build the arguments of each address. A new address with arguments needs ONE line here:

    "partners:parent": {"public_id": of("partners.Parent")},

An address without arguments needs none. What an address answers when that is not plain: expected.py.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from portal.municipalities import tenant
from portal.web import links
from tests.access.world import Town

Maker = Callable[[Town], Any]


def of(model: str, field: str = "public_id") -> Maker:
    """This field of the town's own row of a model."""

    def make(town: Town) -> Any:
        value = town.row(model)
        for name in field.split("."):
            value = getattr(value, name)
        return value

    return make


def always(value: object) -> Maker:
    """The same for every town: names nothing of a municipality."""

    def make(_: Town) -> object:
        return value

    make.same_everywhere = True  # type: ignore[attr-defined]
    return make


def token(purpose: str, **data: Maker | str) -> Maker:
    """A signed link of the town with these data; a function of the town, or a text."""

    def make(town: Town) -> str:
        with tenant.use(town.municipality):
            told = {name: str(value(town) if callable(value) else value) for name, value in data.items()}
            return links.make(purpose, told, days=1)

    return make


SAMPLES: Mapping[str, Mapping[str, Maker]] = {
    "account_reset_password_from_key": {"uidb36": always("1"), "key": always("broken-link")},
}
