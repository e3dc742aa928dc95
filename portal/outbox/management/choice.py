"""The municipality that a command is for."""

from __future__ import annotations

from django.core.management.base import CommandError, CommandParser

from portal.municipalities.models import Municipality


def add_municipality(parser: CommandParser) -> None:
    """Take --municipality."""
    parser.add_argument("--municipality", metavar="GM0610", help="only this municipality")


def chosen(code: str | None) -> int | None:
    """The id behind a code, None for none; raises CommandError for a code that is not there."""
    if code is None:
        return None
    found = Municipality.objects.filter(code=code).values_list("pk", flat=True).first()
    if found is None:
        raise CommandError(f"There is no municipality {code}.")
    return int(found)
