from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.jobs.tenancy import each_municipality
from portal.municipalities import tenant
from portal.outbox.domain.held import hold


class Command(BaseCommand):
    help = "Hold every message that is not sent yet, in all municipalities: the first thing to do in a restored copy."

    def handle(self, *_args: Any, **_options: Any) -> None:
        total = 0
        for municipality_id in each_municipality():
            with tenant.use(municipality_id):
                total += hold()
        self.stdout.write(f"{total} berichten vastgehouden. Een beheerder geeft ze vrij op de pagina Berichten.")
