from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from time import monotonic
from typing import TYPE_CHECKING
from uuid import UUID

from django.db import InternalError, OperationalError, connection, transaction
from django.db.utils import InterfaceError
from redis.exceptions import RedisError

from portal.accounts.models import Membership
from portal.audit.models import AuditEntry
from portal.audit.registry import name_of, word_for
from portal.desk.spec import ACTORS, ORIGINS, RESULTS
from portal.files.models import File
from portal.jobs.heartbeat import living
from portal.municipalities import tenant
from portal.municipalities.domain.load_areas import Area
from portal.municipalities.models import Neighbourhood
from portal.municipalities.queries import neighbourhoods_of

if TYPE_CHECKING:
    from django.utils.functional import Promise


@dataclass(frozen=True)
class Line:
    """An entry of the log as it is read on screen."""

    entry: AuditEntry
    action: str | Promise
    actor: str | Promise
    result: str | Promise
    subject: str
    fields: list[str]
    origin: str | Promise

    @property
    def read(self) -> bool:
        """Whether somebody looked at personal data, and changed nothing."""
        return self.entry.action == "read"


# Sorts more than it may hold in memory, so that PostgreSQL writes a file of three megabytes, and throws it away.
SPILL = "SELECT count(*) FROM (SELECT 1 FROM generate_series(1, 6000) AS n ORDER BY repeat(md5(n::text), 16)) AS sorted"
# Seconds: anybody may ask how we are, and not each time is worth three megabytes.
REMEMBERED = 15


@dataclass(frozen=True)
class Health:
    """Which parts answer, and how many workers of each queue gave a sign in the last two minutes."""

    database: bool
    storage: bool
    broker: bool
    workers: dict[str, int]

    @property
    def good(self) -> bool:
        """Whether the portal can do its work; a queue for heavy work that waits is no reason to say it cannot."""
        return self.database and self.storage and self.broker and self.workers["default"] > 0


def lines(entries: Sequence[AuditEntry]) -> list[Line]:
    """These entries in words, with the names of who works or worked here. At most one query."""
    ids = {entry.actor_id for entry in entries if entry.actor_kind == "user" and entry.actor_id}
    known = Membership.objects.filter(municipality_id=tenant.require(), user_id__in=ids)
    names = dict(known.values_list("user_id", "user__name")) if ids else {}
    return [_line(entry, names) for entry in entries]


def _line(entry: AuditEntry, names: dict[int, str]) -> Line:
    actor: str | Promise = ACTORS.get(entry.actor_kind, entry.actor_kind)
    if entry.actor_kind == "user":
        actor = names.get(entry.actor_id or 0, actor)
    return Line(
        entry,
        name_of(entry.action, entry.subject_kind),
        actor,
        RESULTS.get(entry.result, entry.result),
        subject=word_for(entry.subject_kind),
        fields=[word_for(field) for field in entry.fields],
        origin=ORIGINS.get(entry.origin, entry.origin),
    )


def health() -> Health:
    """How the parts are now; never raises."""
    try:
        workers = {queue: living(queue) for queue in ("default", "heavy")}
    except (RedisError, OSError):
        return Health(*_database(), broker=False, workers={"default": 0, "heavy": 0})
    return Health(*_database(), broker=True, workers=workers)


def _database() -> tuple[bool, bool]:
    """Does it answer, and could it write some megabytes just now?"""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except (OperationalError, InterfaceError):
        return False, False
    return True, _can_write(int(monotonic() // REMEMBERED))


@lru_cache(maxsize=1)
def _can_write(_moment: int) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '64kB'")
            cursor.execute(SPILL)
    except (OperationalError, InterfaceError, InternalError):
        return False
    return True


@dataclass(frozen=True)
class AreaChange:
    """What a list of neighbourhoods changes: the year of now (0: none), the names that are not in the list, and the
    old and new name of each code that gets another."""

    year_of_now: int
    missing: list[str]
    renamed: list[tuple[str, str]]
    new_division: bool


def area_change(areas: Sequence[Area], municipality_id: int, year: int) -> AreaChange:
    """Compare a list of neighbourhoods for this year with the newest division. One query."""
    now: list[Neighbourhood] = list(neighbourhoods_of(municipality_id))
    names = {area.code: area.name for area in areas}
    current = now[0].year if now else 0
    missing = [area.name for area in now if area.code not in names]
    renamed = [(area.name, names[area.code]) for area in now if names.get(area.code, area.name) != area.name]
    return AreaChange(current, missing, renamed, new_division=bool(now) and current != year)


def bytes_kept(file: UUID) -> bytes | None:
    """The bytes of a file that is still kept here, else None. One query."""
    found = File.objects.filter(public_id=file).values_list("content", flat=True).first()
    return None if found is None else bytes(found)
