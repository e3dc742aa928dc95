from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import connection, transaction
from django.utils import timezone

from portal.municipalities.models import Municipality
from programmes.management.made_up import MadeUp, Place, shares


class Command(BaseCommand):
    help = "Add made-up sign-ups, spread over all municipalities by their size, with all that belongs to them."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--scale", type=int, required=True, metavar="N", help="how many sign-ups")

    def handle(self, *_: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Made-up parents do not belong in production.")
        if not settings.OWNER_COMMAND:
            raise CommandError("Only the owner of the tables may do this: use manage.py, with DATABASE_OWNER_URL.")
        places = _places()
        if not places:
            raise CommandError("There are no municipalities yet: load_municipalities comes first.")
        made = _fill(places, options["scale"])
        for table in made.tables:
            self.stdout.write(f"{table.name}: up to id {table.last}")


@transaction.atomic
def _fill(places: list[Place], scale: int) -> MadeUp:
    made = MadeUp(timezone.localdate())
    parts = shares(places, scale)
    with connection.cursor() as cursor:
        made.start(cursor)
        for place in places:
            made.fill(place, parts[place.id])
            for table in made.tables:
                table.send(cursor)
        for table in made.tables:
            table.finish(cursor)
    return made


def _places() -> list[Place]:
    found = Municipality.objects.order_by("code").prefetch_related("neighbourhoods")
    return [Place(one.pk, [area.pk for area in one.neighbourhoods.all()], one.population or 1) for one in found]
