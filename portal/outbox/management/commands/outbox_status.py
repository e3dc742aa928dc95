from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from portal.municipalities.models import Municipality
from portal.outbox.management.choice import add_municipality, chosen
from portal.outbox.queries import status_of


class Command(BaseCommand):
    help = "Print as JSON how many messages stand in each state, and how old the oldest due one is."

    def add_arguments(self, parser: CommandParser) -> None:
        add_municipality(parser)

    def handle(self, *_: Any, **options: Any) -> None:
        only = chosen(options["municipality"])
        ids = [only] if only else Municipality.objects.values_list("pk", flat=True)
        self.stdout.write(json.dumps(asdict(status_of(ids))))
