from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.audit.actor import Actor, acting
from portal.jobs.tenancy import each_municipality
from portal.municipalities import tenant
from portal.outbox.domain.held import release
from portal.outbox.management.choice import add_municipality, chosen


class Command(BaseCommand):
    help = "Let held messages go, in one municipality or in all: what the button on the page of messages does."

    def add_arguments(self, parser: CommandParser) -> None:
        add_municipality(parser)

    def handle(self, *_args: Any, **options: Any) -> None:
        only, total = chosen(options["municipality"]), 0
        with acting(Actor("system", origin="command")):
            for municipality_id in [only] if only else each_municipality():
                with tenant.use(municipality_id):
                    total += release()
        self.stdout.write(f"{total} berichten gaan weer.")
