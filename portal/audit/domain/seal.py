from __future__ import annotations

import logging
from typing import Any

from django.db import connection, transaction

from portal.audit.domain.chain import LINE, hash_of
from portal.municipalities import tenant

logger = logging.getLogger("portal.audit")
LOCK = 0x5EA1
BATCH = 10_000
SEALS_LOOKED_BACK = 60

# New entries, or a seal so young that a slow transaction may still bring an older one.
WANTED = """SELECT EXISTS (SELECT 1 FROM audit_auditentry WHERE municipality_id = %(municipality)s AND id > coalesce(
    (SELECT last_id FROM audit_auditseal WHERE municipality_id = %(municipality)s ORDER BY last_id DESC LIMIT 1), 0))
  OR EXISTS (SELECT 1 FROM audit_auditseal WHERE municipality_id = %(municipality)s
    AND number = (SELECT max(number) FROM audit_auditseal WHERE municipality_id = %(municipality)s)
    AND at > statement_timestamp() - interval '10 minutes')"""

# Which entries: those that no seal covers. Not a span of ids, because ids become visible out of order; and by
# ids only, because a clock may jump.
SEAL = f"""
WITH latest AS (
  SELECT number, hash FROM audit_auditseal WHERE municipality_id = %(municipality)s ORDER BY number DESC LIMIT 1
), start AS (
  SELECT CASE WHEN %(whole)s OR max(number) <= %(back)s THEN 0 ELSE coalesce(min(first_id) - 1, 0) END AS id
  FROM audit_auditseal WHERE municipality_id = %(municipality)s AND number > (SELECT number FROM latest) - %(back)s
), fresh AS (
  SELECT e.id, {LINE} AS line FROM audit_auditentry e
  WHERE e.municipality_id = %(municipality)s AND e.id > (SELECT id FROM start)
  AND NOT e.id <@ coalesce((SELECT range_agg(s.entries) FROM audit_auditseal s
    WHERE s.municipality_id = %(municipality)s AND s.last_id > (SELECT id FROM start)), '{{}}'::int8multirange)
  ORDER BY e.id LIMIT %(batch)s
), made AS (
  SELECT %(municipality)s::bigint AS municipality_id, coalesce((SELECT number FROM latest), 0) + 1 AS number,
    range_agg(int8range(id, id, '[]')) AS entries, min(id) AS first_id, max(id) AS last_id, count(*)::int AS count,
    coalesce((SELECT hash FROM latest), '') AS previous, statement_timestamp() AS at,
    string_agg(line, E'\\n' ORDER BY id) AS lines
  FROM fresh HAVING count(*) > 0
)
INSERT INTO audit_auditseal
  (municipality_id, public_id, number, entries, first_id, last_id, count, previous, at, hash)
SELECT municipality_id, gen_random_uuid(), number, entries, first_id, last_id, count, previous, at,
  {hash_of("made", "made.lines")} FROM made
RETURNING number, count, hash
"""  # noqa: S608 - put together from constants of this package


def seal(*, whole: bool = False) -> int:
    """Seal what this municipality's seals do not cover yet; return how many entries. Raises NoMunicipality.

    One statement when there is nothing; nothing at all while another process seals here. `whole` also looks for
    entries that became visible long after their neighbours.
    """
    sealed = 0
    while whole or _wanted():
        count = _seal_batch(whole=whole)
        sealed += count
        if count < BATCH:
            break
    return sealed


def _wanted() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(WANTED, {"municipality": tenant.require()})
        return bool(cursor.fetchone()[0])


def _seal_batch(*, whole: bool) -> int:
    municipality_id = tenant.require()
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s, %s)", [LOCK, municipality_id])
        if not cursor.fetchone()[0]:
            return 0
        values = {"municipality": municipality_id, "whole": whole, "back": SEALS_LOOKED_BACK, "batch": BATCH}
        cursor.execute(SEAL, values)
        made = cursor.fetchone()
    if made is None:
        return 0
    _anchor(municipality_id, *made)
    return int(made[1])


def _anchor(municipality_id: int, number: int, count: int, digest: str) -> None:
    # The log leaves this machine: who rewrites the whole chain in the database still contradicts the log.
    facts: dict[str, Any] = {"municipality": municipality_id, "seal": number, "entries": count, "hash": digest}
    logger.info("audit sealed", extra={"facts": facts})
