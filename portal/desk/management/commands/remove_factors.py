from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.accounts.queries import active_user
from portal.audit.actor import Actor, acting
from portal.desk.domain.remove_factors import remove_factors


class Command(BaseCommand):
    """For somebody who lost their phone and their recovery codes; be sure who asks for it."""

    help = "Take away the app, passkeys and recovery codes of somebody; they choose anew at their next sign-in."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *_args: Any, **options: Any) -> None:
        user = active_user(options["email"])
        if user is None:
            raise CommandError(f"Nobody signs in with {options['email']}.")
        with acting(Actor("system", origin="command")):
            removed = remove_factors(user=user)
        self.stdout.write(f"Taken away from {user.email}: {removed}.")
