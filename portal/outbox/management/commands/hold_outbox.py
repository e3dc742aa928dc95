from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.audit.actor import Actor, acting
from portal.jobs.tenancy import each_municipality
from portal.municipalities import tenant
from portal.outbox.domain.held import hold


class Command(BaseCommand):
    help = "Hold what is not sent yet and all that comes, in all municipalities: the first thing in a restored copy."

    def handle(self, *_args: Any, **_options: Any) -> None:
        total = 0
        with acting(Actor("system", origin="command")):
            for municipality_id in each_municipality():
                with tenant.use(municipality_id):
                    total += hold()
        self.stdout.write(f"{total} berichten vastgehouden. Een beheerder geeft ze vrij op de pagina Berichten.")
