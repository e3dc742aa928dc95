from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection

from portal.audit.domain.chain import LINE, hash_of
from portal.audit.domain.record import record
from portal.audit.domain.seal import seal
from portal.municipalities import tenant
from portal.municipalities.models import Municipality

logger = logging.getLogger("portal.audit")
BATCH = 500
GRACE_MINUTES = 30

CHECKED = f"""
WITH s AS (
  SELECT * FROM audit_auditseal WHERE municipality_id = %(municipality)s AND number > %(after)s
  ORDER BY number LIMIT %(batch)s
), body AS (
  SELECT s.number, count(*) AS n, string_agg({LINE}, E'\\n' ORDER BY e.id) AS lines
  FROM s JOIN audit_auditentry e ON e.municipality_id = %(municipality)s
    AND e.id BETWEEN s.first_id AND s.last_id AND e.id <@ s.entries
  GROUP BY s.number
)
SELECT s.number, s.previous, s.hash, coalesce(body.n, 0) = s.count
  AND s.hash = {hash_of("s", "coalesce(body.lines, '')")} AS whole
FROM s LEFT JOIN body USING (number) ORDER BY s.number
"""  # noqa: S608 - put together from constants of this package

UNCOVERED = """SELECT min(e.id) FROM audit_auditentry e WHERE e.municipality_id = %(municipality)s
  AND e.at < statement_timestamp() - make_interval(mins => %(minutes)s)
  AND NOT e.id <@ coalesce((SELECT range_agg(entries) FROM audit_auditseal
    WHERE municipality_id = %(municipality)s), '{}'::int8multirange)"""

# Once a night, or as soon as the portal runs again after a night that it missed.
DUE = """SELECT EXISTS (SELECT 1 FROM audit_auditseal WHERE municipality_id = %(municipality)s) AND coalesce(
  (SELECT max(at) FROM audit_auditentry WHERE municipality_id = %(municipality)s AND action = 'audit.checked')
  < statement_timestamp() - CASE WHEN extract(hour FROM statement_timestamp() AT TIME ZONE 'Europe/Amsterdam') < 5
    THEN interval '6 hours' ELSE interval '26 hours' END, true)"""


@dataclass(frozen=True)
class Broken:
    """The first thing wrong: which seal (or entry) and what: missing, unchained, changed, cut_off, unsealed."""

    what: str
    number: int


def verify(
    *, anchor: tuple[int, str] | None = None, grace: int = GRACE_MINUTES, each: Callable[[int], None] | None = None
) -> Broken | None:
    """Recompute the whole chain of the municipality in use; return the first fault, or None. Changes nothing.

    `anchor` is a number and hash from the log: the chain must still hold that seal. Entries younger than `grace`
    minutes need no seal yet. `each` hears the number of the seal that is next, and may raise. Raises NoMunicipality.
    """
    expected, last, seen = 1, "", None
    for number, previous, digest, whole in _seals():
        if each:
            each(number)
        fault = _fault(number, expected, chained=previous == last, whole=whole)
        if fault:
            return fault
        if anchor and number == anchor[0]:
            seen = digest
        expected, last = number + 1, digest
    if anchor and seen != anchor[1]:
        return Broken("cut_off", anchor[0])
    return _uncovered(grace)


def verify_daily() -> Broken | None:
    """Once a night: seal what is left, verify, keep that it was done, raise the alarm when broken.

    One statement when it is not time. Raises NoMunicipality.
    """
    with connection.cursor() as cursor:
        cursor.execute(DUE, {"municipality": tenant.require()})
        if not cursor.fetchone()[0]:
            return None
    broken = look()
    note(broken)
    return broken


def look(*, each: Callable[[int], None] | None = None) -> Broken | None:
    """Seal what is left, verify, raise the alarm when broken. What `each` raises goes on. Raises NoMunicipality."""
    seal(whole=True)
    broken = verify(each=each)
    if broken:
        facts = {"municipality": tenant.require(), "what": broken.what, "number": broken.number}
        logger.critical("audit chain broken", extra={"facts": facts})
    return broken


def note(broken: Broken | None) -> None:
    """Keep in the log itself that it was looked at, and what was found. Raises NoMunicipality."""
    fields = (f"{broken.what}:{broken.number}",) if broken else ()
    subject = Municipality(pk=tenant.require())
    record("audit.checked", subject, fields=fields, result="broken" if broken else "done")


def _fault(number: int, expected: int, *, chained: bool, whole: bool) -> Broken | None:
    if number != expected:
        return Broken("missing", expected)
    if not chained:
        return Broken("unchained", number)
    return None if whole else Broken("changed", number)


def _seals() -> Iterator[tuple[Any, ...]]:
    after = 0
    while True:
        with connection.cursor() as cursor:
            cursor.execute(CHECKED, {"municipality": tenant.require(), "after": after, "batch": BATCH})
            rows = cursor.fetchall()
        yield from rows
        if len(rows) < BATCH:
            return
        after = rows[-1][0]


def _uncovered(minutes: int) -> Broken | None:
    with connection.cursor() as cursor:
        cursor.execute(UNCOVERED, {"municipality": tenant.require(), "minutes": minutes})
        found = cursor.fetchone()[0]
    return None if found is None else Broken("unsealed", found)
