from __future__ import annotations

import json
import time
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from partners import rules
from partners.domain.import_batch import COUNTS
from partners.domain.import_parents import WHY
from partners.domain.read_list import read_list
from partners.domain.start_import import start_import
from partners.domain.take_list import take_list
from partners.models import SheetImport
from portal.accounts.models import User
from portal.accounts.queries import live_roles
from portal.audit.actor import Actor, acting
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.jobs.queries import explanation
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.web.sheets import LIMITS, Question, SheetError

UNREADABLE = 2
SECONDS_BETWEEN_LOOKS = 0.5


class Command(BaseCommand):
    help = "Read a list in as the page does, and print how many rows were created, updated, skipped and refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", required=True, choices=("parents", "attendance", "events", "figures"))
        parser.add_argument("--municipality", required=True, metavar="GM0610")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="e-mail address of a CJG worker")
        parser.add_argument("--origin", default="", help="who gave this list; the file's name when left out")
        parser.add_argument("--basis", default=SheetImport.Ground.COLUMN, choices=SheetImport.Ground.values)
        parser.add_argument("--encoding", default="", help="the answer when the letters can be read in two ways")
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        with override(settings.LANGUAGE_CODE):
            municipality = Municipality.objects.filter(code=options["municipality"]).first()
            if municipality is None:
                raise CommandError(_("There is no municipality %(code)s.") % {"code": options["municipality"]})
            user_id = _user(options["user"], municipality)
            with tenant.use(municipality), acting(Actor("user", user_id, "command")):
                self.stdout.write(json.dumps(_import(user_id, **options)))


def _user(email: str, municipality: Municipality) -> int:
    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None or not rules.import_parents(live_roles(found.pk, municipality.pk)):
        raise CommandError(_("%(email)s may not read in lists of parents here.") % {"email": email})
    return found.pk


def _import(user_id: int, *, file: Path, kind: str, origin: str, basis: str, encoding: str, **_: Any) -> dict[str, int]:
    content = _readable(kind, file, basis, encoding)
    taken = take_list(name=file.name, content=content, media_type="", origin=(origin or file.name)[:80], basis=basis)
    job = start_import(sheet_import=taken, started_by=user_id, encoding=encoding)
    _finish(job)
    taken.refresh_from_db()
    return {outcome: getattr(taken, outcome) for outcome in COUNTS}


def _readable(kind: str, file: Path, basis: str, encoding: str) -> bytes:
    """The bytes of a list that will be read in; else the reason in words, and nothing is kept."""
    if kind != "parents":
        raise CommandError(_("This kind of list cannot be read yet; lists of parents can."), returncode=UNREADABLE)
    try:
        with file.open("rb") as source:
            content = source.read(LIMITS.size + 1)
        reading = read_list(content=content, basis=basis, encoding=encoding)
    except OSError as error:
        raise CommandError(
            _("The file “%(path)s” cannot be opened.") % {"path": file}, returncode=UNREADABLE
        ) from error
    except SheetError as error:
        raise CommandError(str(error), returncode=UNREADABLE) from error
    if isinstance(reading, Question):
        names = {"names": ", ".join(choice.encoding for choice in reading.choices)}
        words = _("The letters can be read in more than one way. Choose with --encoding: %(names)s.") % names
        raise CommandError(words, returncode=UNREADABLE)
    if reading.without_basis:
        raise CommandError(str(WHY["no_basis"]), returncode=UNREADABLE)
    return content


def _finish(job: Job) -> None:
    """Do the work here; when a worker was first, wait for it."""
    run(job_id=job.pk)
    job.refresh_from_db()
    while job.live:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        job.refresh_from_db()
    if job.state != Job.State.DONE:
        raise CommandError(str(explanation(job)))
