"""What the two commands about people share."""

from __future__ import annotations

from django.core.management.base import CommandError, CommandParser

from portal.municipalities.models import Municipality


def add_municipality(parser: CommandParser) -> None:
    """Take --municipality, which is needed: nobody gets a role everywhere."""
    parser.add_argument("--municipality", required=True, metavar="GM0610", help="the municipality, by its code")


def chosen(code: str) -> Municipality:
    """The municipality of this code; raises CommandError."""
    found = Municipality.objects.filter(code=code).first()
    if found is None:
        raise CommandError(f"There is no municipality {code}. Run load_municipalities first.")
    return found
