from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from portal.accounts.domain.deactivate import deactivate
from portal.accounts.domain.end_role import end_role
from portal.accounts.models import Membership
from portal.accounts.queries import active_user, live_municipality_ids
from portal.audit.actor import Actor, acting
from portal.desk.management.people import add_where, chosen, names_of


class Command(BaseCommand):
    """For somebody who leaves: what they did stays in the log."""

    help = "End all roles of somebody in a municipality or a region; who has none left anywhere can no longer sign in."

    def add_arguments(self, parser: CommandParser) -> None:
        add_where(parser)
        parser.add_argument("email")

    def handle(self, *_args: Any, **options: Any) -> None:
        places = chosen(options, gone_too=True)
        user = active_user(options["email"])
        if user is None:
            raise CommandError(f"Nobody signs in with {options['email']}.")
        live = Membership.objects.filter(user=user, municipality__in=places, ended_at=None)
        with acting(Actor("system", origin="command")), transaction.atomic():
            ended = list(live.select_related("municipality").order_by("municipality__name", "pk"))
            closed = not set(live_municipality_ids(user)) - {place.pk for place in places}
            if closed:  # first, while somewhere a log is theirs
                deactivate(user=user)
            for membership in ended:
                end_role(membership=membership)
        told = " The account is closed." if closed else ""
        roles = ", ".join(dict.fromkeys(membership.role for membership in ended))
        where = names_of(list(dict.fromkeys(membership.municipality for membership in ended)) or places)
        self.stdout.write(f"Ended in {where}: {roles or 'nothing'}.{told}")
