from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.audit.actor import Actor, acting
from portal.outbox.domain.tick import tick
from portal.outbox.management.choice import add_municipality, chosen


class Command(BaseCommand):
    help = "Do everything that is due once, as beat does each minute."

    def add_arguments(self, parser: CommandParser) -> None:
        add_municipality(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        with acting(Actor("system", origin="command")):
            tick(only=chosen(options["municipality"]))
