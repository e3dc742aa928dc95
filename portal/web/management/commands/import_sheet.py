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

from portal.accounts.models import User
from portal.accounts.queries import live_roles
from portal.audit.actor import Actor, acting
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from portal.jobs.queries import explanation
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.web import lists
from portal.web.management.commands.inspect_sheet import content_of
from portal.web.sheets import SheetError

UNREADABLE = 2
SECONDS_BETWEEN_LOOKS = 0.5
COUNTS = ("created", "updated", "skipped", "refused")


class Command(BaseCommand):
    help = "Read a list in as the page does, and print how many rows were created, updated, skipped and refused."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--kind", required=True, choices=lists.names())
        parser.add_argument("--municipality", required=True, metavar="GM0610")
        parser.add_argument("--as", dest="user", required=True, metavar="USER", help="e-mail address of who may do so")
        parser.add_argument("--origin", default="", help="who gave this list; the file's name when left out")
        parser.add_argument("--basis", default="column", choices=("column", "list", "public_task"), help="of parents")
        parser.add_argument("--series", default="", help="title of the series that people came to, for attendance")
        parser.add_argument("--encoding", default="", help="the answer when the letters can be read in two ways")
        parser.add_argument("file", metavar="FILE", type=Path)

    def handle(self, *_args: Any, **options: Any) -> None:
        with override(settings.LANGUAGE_CODE):
            municipality = Municipality.objects.filter(code=options["municipality"]).first()
            if municipality is None:
                raise CommandError(_("There is no municipality %(code)s.") % {"code": options["municipality"]})
            kind = lists.kind(options["kind"])
            user_id = _user(options["user"], municipality, kind)
            with tenant.use(municipality), acting(Actor("user", user_id, "command")):
                self.stdout.write(json.dumps(_import(kind, user_id, **options)))


def _user(email: str, municipality: Municipality, kind: lists.ListKind) -> int:
    found = User.objects.filter(email=email.strip().lower()).first()
    if found is None or not kind.may(live_roles(found.pk, municipality.pk)):
        raise CommandError(_("%(email)s may not read in such lists here.") % {"email": email})
    return found.pk


def _import(of_kind: lists.ListKind, user_id: int, *, file: Path, origin: str, **options: Any) -> dict[str, int]:
    if of_kind.start is None:
        raise CommandError(_("This kind of list cannot be read in yet; it can be looked at."), returncode=UNREADABLE)
    said = {name: options[name] for name in ("encoding", "basis", "series")}
    try:
        content = content_of(file)
        given = lists.Given(
            name=file.name, content=content, origin=(origin or file.name)[:80], started_by=user_id, **said
        )
        job = of_kind.start(given)
    except SheetError as error:
        raise CommandError(str(error), returncode=UNREADABLE) from error
    _finish(job)
    job.refresh_from_db()
    return {outcome: int((job.result or {}).get(outcome, 0)) for outcome in COUNTS}


def _finish(job: Job) -> None:
    """Do the work here; when a worker was first, wait for it."""
    run(job_id=job.pk)
    job.refresh_from_db()
    while job.live:
        time.sleep(SECONDS_BETWEEN_LOOKS)
        job.refresh_from_db()
    if job.state != Job.State.DONE:
        raise CommandError(str(explanation(job)))
