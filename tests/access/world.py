"""Two municipalities full of canaries, with somebody in each role: where the access tests walk around."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.contrib.auth.hashers import make_password
from django.db import models
from django.test import Client

from portal.municipalities import tenant
from portal.municipalities.catalogue import is_tenant
from tests import cast
from tests.access import rows
from tests.accounts.factors import give_factors

if TYPE_CHECKING:
    from portal.municipalities.models import Municipality

VISITORS = ("anonymous", "link")
SOME_PASSWORD = make_password("kanarie-in-een-kooitje")


class Town:
    """A municipality in which every text holds its canary, and a browser for each role."""

    def __init__(self, municipality: Municipality, canary: str) -> None:
        self.municipality = municipality
        self.canary = canary
        self.slug = municipality.slug
        self._rows: dict[tuple[type[models.Model], str], Any] = {}

    def __str__(self) -> str:
        return self.slug

    def row(self, model: Any, **wants: Any) -> Any:
        """The row of this model ("app.Model" or the class) in this town, made once per set of wants."""
        found = apps.get_model(model) if isinstance(model, str) else model
        shared = {"accounts.User": self._user, "accounts.Membership": self._membership}.get(found._meta.label)
        if shared:
            return shared()
        if found._meta.label == "municipalities.Municipality":
            return self.municipality
        key = found, repr(sorted(wants))
        if key not in self._rows:
            with tenant.use(self.municipality):
                made = rows.make(found, self, wants) if is_tenant(found) else cast.neighbourhood(self.canary)
                self._rows[key] = made
        return self._rows[key]

    def fill(self) -> None:
        """A row in every tenant table."""
        for model in rows.tenant_models():
            if model._meta.label not in rows.NEVER:
                self.row(model)

    @cached_property
    def browsers(self) -> dict[str, Client]:
        """A signed-in browser per staff role, and one of nobody for each kind of visitor."""
        made = {visitor: Client() for visitor in VISITORS}
        for role in cast.STAFF:
            made[role] = cast.sign_in(Client(), self.users[role])
        return made

    @cached_property
    def users(self) -> dict[str, Any]:
        """Somebody in each staff role, with a password."""
        return {role: self._somebody(role) for role in cast.STAFF}

    def _somebody(self, role: str) -> Any:
        email = f"{role}.{self.canary}@canary.example"
        made = cast.member(role, at=self.municipality, name=f"{self.canary} {role}", email=email)
        made.password = SOME_PASSWORD
        made.save(update_fields=["password"])
        if role == "cjg":
            give_factors(made, passkey=self.canary)
        return made

    def _user(self) -> Any:
        return self.users["partner"]

    def _membership(self) -> Any:
        return self._user().memberships.get()


def two_towns() -> tuple[Town, Town]:
    """Sliedrecht and Zwolle, each filled with its own canary."""
    towns = (
        Town(cast.municipality(), "kanariesli"),
        Town(cast.municipality("GM0193", "Zwolle"), "kanariezwo"),
    )
    for town in towns:
        town.fill()
    return towns
