"""What the two commands about people share."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError, CommandParser
from django.db.models import Q
from django.utils import timezone

from portal.municipalities.models import Municipality, Region


def add_where(parser: CommandParser) -> None:
    """Take --municipality or --region, one of which is needed: nobody gets a role everywhere."""
    where = parser.add_mutually_exclusive_group(required=True)
    where.add_argument("--municipality", metavar="GM0610", help="the municipality, by its code")
    where.add_argument("--region", metavar="NAME", help="every municipality of today in this region")


def chosen(options: dict[str, Any], *, gone_too: bool = False) -> list[Municipality]:
    """The municipalities that were asked for; with `gone_too` also those of a region that were merged.

    Raises CommandError.
    """
    return _of_region(options["region"], gone_too=gone_too) if options["region"] else [_one(options["municipality"])]


def _one(code: str) -> Municipality:
    found = Municipality.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"There is no municipality {code}. Run load_municipalities first.")
    return found


def _of_region(name: str, *, gone_too: bool) -> list[Municipality]:
    regions = list(Region.objects.filter(name__iexact=name.strip()))
    if not regions:
        known = ", ".join(Region.objects.order_by("name").values_list("name", flat=True))
        raise CommandError(f"There is no region {name}. There are: {known or 'none'}.")
    found = Municipality.objects.filter(region__in=regions)
    if not gone_too:
        found = found.filter(Q(valid_until=None) | Q(valid_until__gte=timezone.localdate()))
    return list(found.order_by("name"))


def names_of(municipalities: list[Municipality]) -> str:
    """These municipalities in words."""
    return ", ".join(municipality.name for municipality in municipalities)
