from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from partners.domain.replay_tombstones import replay_tombstones
from partners.models import Tombstone
from partners.spec.tombstones import KEY
from portal.audit.actor import Actor, acting
from portal.jobs.tenancy import each_municipality


class Command(BaseCommand):
    help = "Remove again whom parents' removals concern, after an older backup was put back, before anybody signs in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", help="removals saved before with --save, one a line")
        parser.add_argument(
            "--save", metavar="FILE", help="only save the removals of now: keep that file off the backup"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        if options["save"]:
            keys = [key for _ in each_municipality() for key in Tombstone.objects.values_list("key", flat=True)]
            Path(options["save"]).write_text("".join(f"{key}\n" for key in keys))
            self.stdout.write(f"{len(keys)} verwijderingen bewaard.")
            return
        keys = _read(options["file"]) if options["file"] else []
        with acting(Actor("system", origin="command")):
            removed = sum(replay_tombstones(keys) for _ in each_municipality())
        self.stdout.write(f"{removed} ouders opnieuw verwijderd.")


def _read(path: str) -> list[str]:
    try:
        lines = Path(path).read_text().split()
    except (OSError, UnicodeDecodeError) as error:
        raise CommandError(f"{path} cannot be read: {error}") from None
    if not all(KEY.fullmatch(line) for line in lines):
        raise CommandError(f"{path} holds something else than removals.")
    return lines
