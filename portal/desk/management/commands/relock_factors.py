from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from portal.desk.domain.relock_factors import relock_factors


class Command(BaseCommand):
    """Before an old key of OUTBOX_KEYS is dropped."""

    help = "Lock what is secret of apps and recovery codes with the newest of OUTBOX_KEYS."

    def handle(self, *_args: Any, **_options: Any) -> None:
        self.stdout.write(f"Locked anew: {relock_factors()}.")
