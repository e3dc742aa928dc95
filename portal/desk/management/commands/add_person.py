from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.core.validators import validate_email
from django.db import transaction
from django.utils import timezone

from portal.accounts.domain.give_role import give_role
from portal.accounts.domain.make_user import make_user
from portal.accounts.models import Membership, User
from portal.audit.actor import Actor, acting
from portal.desk.domain.send_account_mail import send_account_mail
from portal.desk.management.people import add_where, chosen, names_of


class Command(BaseCommand):
    """The way in for the first people of a municipality, and for who works for all of a region."""

    help = "Give somebody a role in a municipality or a region; who has no password yet gets a mail to choose one."

    def add_arguments(self, parser: CommandParser) -> None:
        add_where(parser)
        parser.add_argument("--role", required=True, choices=Membership.Role.values)
        parser.add_argument("email")
        parser.add_argument("name")

    def handle(self, *_args: Any, **options: Any) -> None:
        places = chosen(options)
        try:
            validate_email(options["email"])
        except ValidationError as error:
            raise CommandError(f"{options['email']} is no e-mail address.") from error
        with acting(Actor("system", origin="command")), transaction.atomic():
            user = make_user(email=options["email"], name=options["name"])
            if not user.is_active:
                raise CommandError(f"The account of {user.email} was closed.")
            for municipality in places:
                give_role(user=user, municipality=municipality, role=options["role"])
            mailed = self._mail(user)
        told = " A mail to choose a password is on its way." if mailed else ""
        self.stdout.write(f"{user.email} is {options['role']} in {names_of(places)}.{told}")

    def _mail(self, user: User) -> bool:
        if user.has_usable_password():
            return False
        send_account_mail(user=user, kind="desk.password_link", occurrence=timezone.now().isoformat())
        return True
