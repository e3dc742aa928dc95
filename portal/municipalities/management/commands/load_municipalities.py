from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.municipalities.domain.area_file import Refused
from portal.municipalities.domain.load_municipalities import load_municipalities


class Command(BaseCommand):
    help = "Load the municipalities from a CSV file with the columns of portal/municipalities/data/municipalities.csv."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            loaded = load_municipalities(content=options["file"].read_bytes())
        except OSError as error:
            raise CommandError(_("The file could not be opened: %(reason)s") % {"reason": error.strerror}) from error
        except Refused as refused:
            raise CommandError(_("Nothing was loaded.") + f"\n{refused}") from refused
        self.stdout.write(_("%(created)d new, %(updated)d changed, %(unchanged)d the same.") % vars(loaded))
