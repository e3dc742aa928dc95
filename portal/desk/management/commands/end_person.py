from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from portal.accounts.domain.deactivate import deactivate
from portal.accounts.domain.end_role import end_role
from portal.accounts.models import Membership
from portal.accounts.queries import active_user, live_municipality_ids
from portal.audit.actor import Actor, acting
from portal.desk.management.people import add_municipality, chosen


class Command(BaseCommand):
    """For somebody who leaves: what they did stays in the log."""

    help = "End all roles of somebody in a municipality; who has none left anywhere can no longer sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        add_municipality(parser)
        parser.add_argument("email")

    def handle(self, *_args: Any, **options: Any) -> None:
        municipality = chosen(options["municipality"])
        user = active_user(options["email"])
        if user is None:
            raise CommandError(f"Nobody signs in with {options['email']}.")
        live = Membership.objects.filter(user=user, municipality=municipality, ended_at=None)
        with acting(Actor("system", origin="command")), transaction.atomic():
            ended = [membership.role for membership in live]
            closed = not set(live_municipality_ids(user)) - {municipality.pk}
            if closed:  # first, while somewhere a log is theirs
                deactivate(user=user)
            for membership in live:
                end_role(membership=membership)
        told = " The account is closed." if closed else ""
        self.stdout.write(f"Ended in {municipality.name}: {', '.join(ended) or 'nothing'}.{told}")
