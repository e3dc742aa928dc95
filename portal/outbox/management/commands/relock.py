from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from portal.outbox.domain.relock import Found, relock_all

EACH = 5_000
SHOWN = 20


class Command(BaseCommand):
    """Before an old key of OUTBOX_KEYS is dropped; web and workers go on meanwhile."""

    help = "Lock with the first of OUTBOX_KEYS all that is stored locked. May be stopped and started again."

    def handle(self, *_args: Any, **_options: Any) -> None:
        found = relock_all(self._tell)
        for one in found:
            self.stdout.write(f"{one}.")
        wrong = [line for one in found for line in _wrong(one)]
        if wrong:
            raise CommandError("\n".join(["Do not drop a key yet.", *wrong]))
        self.stdout.write("Everything is under the first key; the others may go.")

    def _tell(self, found: Found) -> None:
        if found.looked % EACH == 0:
            self.stdout.write(f"{found} ...")


def _wrong(found: Found) -> list[str]:
    lines = []
    where = f"{found.where.model}.{found.where.field}"
    if found.busy:
        lines.append(f"{where}: {found.busy} in use just now; start this again.")
    if found.closed:
        more = " and more" if len(found.closed) > SHOWN else ""
        numbers = ", ".join(found.closed[:SHOWN])
        lines.append(
            f"{where}: {len(found.closed)} that none of OUTBOX_KEYS opens (id {numbers}{more}). "
            "Put the key back that they were locked with, and start this again."
        )
    return lines
