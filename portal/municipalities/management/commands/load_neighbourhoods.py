from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from portal.municipalities.domain.area_file import Refused
from portal.municipalities.domain.load_areas import load_areas


class Command(BaseCommand):
    help = "Load districts and their postcodes from a CSV file such as portal/municipalities/data/neighbourhoods.csv."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE.csv")
        parser.add_argument("--municipality", default="", metavar="GM0610", help="load only the rows of this one")

    def handle(self, *_args: Any, **options: Any) -> None:
        try:
            loaded = load_areas(content=options["file"].read_bytes(), only=options["municipality"])
        except OSError as error:
            raise CommandError(_("The file could not be opened: %(reason)s") % {"reason": error.strerror}) from error
        except Refused as refused:
            raise CommandError(_("Nothing was loaded.") + f"\n{refused}") from refused
        self.stdout.write(_("%(created)d new, %(updated)d changed, %(unchanged)d the same.") % vars(loaded))
