from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from partners.domain.add_organisation import add_member, add_organisation
from partners.models import Organisation
from portal.accounts.domain.give_role import give_role
from portal.accounts.domain.make_user import make_user
from portal.accounts.models import Membership, User
from portal.audit.actor import Actor, acting
from portal.municipalities import tenant
from portal.municipalities.domain.load_areas import load_areas
from portal.municipalities.models import Municipality
from portal.municipalities.queries import neighbourhoods_of
from programmes.management.organisations_of_demo import tell_more

AREAS = Path(settings.BASE_DIR) / "portal/municipalities/data/neighbourhoods.csv"
ENVIRONMENTS = {"demo", "test"}
PEOPLE = {
    "beleid": ("Bo Beleid", Membership.Role.POLICY_OFFICER),
    "cjg": ("Kim Koffie", Membership.Role.CJG),
    "partner": ("Pat Partner", Membership.Role.PARTNER),
    "beheer": ("Bas Beheer", Membership.Role.ADMINISTRATOR),
    "fg": ("Fay Functionaris", Membership.Role.PRIVACY_OFFICER),
}


@dataclass(frozen=True)
class Town:
    """One municipality of the demo: its look, a telephone number that nobody can have, who works with parents."""

    slug: str
    style: str
    phone: str
    organisations: tuple[tuple[str, Organisation.OrganisationKind], ...]


SCHOOL, WELFARE, CLUB = (Organisation.OrganisationKind(kind) for kind in ("school", "welfare", "club"))
TOWNS = (
    Town(
        "sliedrecht", "zee", "0000 00 00 01", (("Basisschool De Voorbeeldboom", SCHOOL), ("Buurthuis Doe Mee", WELFARE))
    ),
    Town(
        "zwolle", "klei", "0000 00 00 02", (("Basisschool De Proeftuin", SCHOOL), ("Sportclub Verzonnen Vooruit", CLUB))
    ),
    Town("dordrecht", "zee", "0000 00 00 03", (("Basisschool Het Denkbeeld", SCHOOL),)),
    Town("huizen", "klei", "0000 00 00 04", (("Basisschool De Schijnhoek", SCHOOL),)),
    Town("urk", "zee", "0000 00 00 05", (("Basisschool De Fantasie", SCHOOL), ("Buurthuis Het Voorbeeld", WELFARE))),
    Town("tilburg", "klei", "0000 00 00 06", (("Basisschool Nergenshuizen", SCHOOL),)),
)


class Command(BaseCommand):
    help = "Make the accounts and organisations of the demo; doing it again changes nothing."
    requires_system_checks: list[str] = []

    def handle(self, *_args: Any, **_options: Any) -> None:
        if settings.ENV not in ENVIRONMENTS or not settings.DEMO_PASSWORD:
            raise CommandError("Demo accounts are made with PORTAL_ENV=demo and a DEMO_PASSWORD only.")
        with transaction.atomic(), acting(Actor("system", origin="demo_start")):
            municipalities = _municipalities()
            load_areas(content=AREAS.read_bytes())
            for town in TOWNS:
                _make(town, municipalities[town.slug])
            _set_password(settings.DEMO_PASSWORD)
        self.stdout.write(f"{len(TOWNS)} municipalities with {len(PEOPLE)} accounts each.")


def _municipalities() -> dict[str, Municipality]:
    found = {m.slug: m for m in Municipality.objects.filter(slug__in=[town.slug for town in TOWNS])}
    missing = [town.slug for town in TOWNS if town.slug not in found]
    if missing:
        raise CommandError(f"Not there: {', '.join(missing)}. First run load_municipalities.")
    return found


def _make(town: Town, municipality: Municipality) -> None:
    municipality.house_style, municipality.contact_phone = town.style, town.phone
    municipality.contact_email = f"cjg@{town.slug}.example"
    municipality.save(update_fields=["house_style", "contact_phone", "contact_email"])
    with tenant.use(municipality):
        organisations = _organisations(town, municipality)
        people = {}
        for account, (name, role) in PEOPLE.items():
            user = make_user(email=f"{account}@{town.slug}.example", name=name)
            people[account] = give_role(user=user, municipality=municipality, role=role)
        add_member(organisation=organisations[0], membership=people["partner"])
        tell_more(organisations, partner=people["partner"], cjg=people["cjg"])


def _organisations(town: Town, municipality: Municipality) -> list[Organisation]:
    areas = list(neighbourhoods_of(municipality.pk))
    return [
        add_organisation(name=name, kind=kind, neighbourhood=areas[number % len(areas)] if areas else None)
        for number, (name, kind) in enumerate(town.organisations)
    ]


def _set_password(password: str) -> None:
    """Give all accounts of the demo this password; hashed once, because a hash takes its time."""
    emails = [f"{account}@{town.slug}.example" for town in TOWNS for account in PEOPLE]
    accounts = User.objects.filter(email__in=emails)
    first = accounts.order_by("pk").first()
    if first and not first.check_password(password):
        accounts.update(password=make_password(password))
