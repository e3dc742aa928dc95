from __future__ import annotations

import json
import sys
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _
from django.utils.translation import override

from portal.web import lists
from portal.web.sheets import LIMITS, Question, SheetError

_UNREADABLE = 2


class Command(BaseCommand):
    help = "Show how a spreadsheet is read; writes nothing and needs no database."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", required=True, choices=lists.names())
        parser.add_argument("--encoding", help="the answer when the letters can be read in more than one way")
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        with override(settings.LANGUAGE_CODE):
            try:
                found = _read(options["kind"], options["file"], options["encoding"])
            except SheetError as error:
                self.stderr.write(str(error))
                sys.exit(_UNREADABLE)
            self.stdout.write(json.dumps(found, ensure_ascii=False))


def _read(kind: str, path: Path, encoding: str | None) -> Mapping[str, Any]:
    found = lists.kind(kind).show(content_of(path), encoding)
    if isinstance(found, Question):
        raise lists.unanswered(found)
    return found


def content_of(path: Path) -> bytes:
    """The bytes of a file; raises SheetError in words when it cannot be opened."""
    try:
        # One byte more than the limit is enough to know that a file is too large.
        with path.open("rb") as source:
            return source.read(LIMITS.size + 1)
    except OSError as error:
        raise SheetError(_("The file “%(path)s” cannot be opened.") % {"path": path}) from error
