from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.audit.domain.verify import verify
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use


class Command(BaseCommand):
    """Recompute the chains; exit 1 and name the first fault of each broken one."""

    help = "Check that nobody changed what is kept of who did what."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--municipality", help="only this one, by its code, as in GM0610")
        parser.add_argument("--anchor", help="NUMBER:HASH of a seal, as the log has it; needs --municipality")

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002 - Django's signature
        anchor = _anchor(options["anchor"])
        if anchor and not options["municipality"]:
            raise CommandError("--anchor belongs to one --municipality.")
        faults = 0
        for municipality in _chosen(options["municipality"]):
            with use(municipality):
                broken = verify(anchor=anchor)
            faults += broken is not None
            if broken:
                self.stderr.write(f"{municipality.code}: {broken.what} {broken.number}")
        if faults:
            raise CommandError(f"{faults} broken")
        self.stdout.write("every chain is whole")


def _chosen(code: str | None) -> Iterable[Municipality]:
    found = Municipality.objects.filter(code=code) if code else Municipality.objects.all()
    if code and not found:
        raise CommandError(f"There is no municipality {code}.")
    return found


def _anchor(text: str | None) -> tuple[int, str] | None:
    if not text:
        return None
    number, _, digest = text.partition(":")
    if not number.isdecimal() or not digest:
        raise CommandError("--anchor is NUMBER:HASH.")
    return int(number), digest
