"""Counting of what may happen only so often: in PostgreSQL, exact under any number of requests at once.

These verbs write no audit line: a count is neither a person nor a decision.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.utils import timezone
from django.utils.crypto import salted_hmac

from portal.accounts.models import Lockout

# One statement: the row lock of the upsert makes every try see all tries before it.
TAKE = """
INSERT INTO accounts_lockout AS kept (key, tries, forget_at)
SELECT key, ARRAY[clock_timestamp()], clock_timestamp() + interval '1 day' FROM unnest(%(keys)s::text[]) AS key
ORDER BY key
ON CONFLICT (key) DO UPDATE SET
  tries = ARRAY(SELECT t FROM unnest(kept.tries) t WHERE t > clock_timestamp() - interval '1 day') || clock_timestamp(),
  forget_at = clock_timestamp() + interval '1 day'
WHERE NOT EXISTS (
  SELECT 1 FROM unnest(%(most)s::int[], %(seconds)s::int[]) AS rule(most, seconds)
  WHERE rule.most <= (
    SELECT count(*) FROM unnest(kept.tries) t WHERE t > clock_timestamp() - make_interval(secs => rule.seconds)))
RETURNING key
"""


@dataclass(frozen=True)
class Limit:
    """At most so many tries in any stretch of so many seconds; a stretch is a day at most."""

    most: int
    seconds: int


def take(*, key: str, limits: tuple[Limit, ...]) -> bool:
    """Count one try and say whether it is allowed; a refused try is not counted, so that waiting helps."""
    return bool(take_each(keys=[key], limits=limits))


def take_each(*, keys: Iterable[str], limits: tuple[Limit, ...]) -> set[str]:
    """Count one try for each of these keys, as `take` does, and return those for which it is allowed. One query."""
    hashed = {_hashed(key): key for key in keys}
    rules = {"most": [limit.most for limit in limits], "seconds": [limit.seconds for limit in limits]}
    with connection.cursor() as cursor:
        cursor.execute(TAKE, {"keys": list(hashed), **rules})
        return {hashed[found] for (found,) in cursor.fetchall()}


def give_back(*, key: str) -> None:
    """Take back the last counted try, because it turned out well."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_lockout SET tries = trim_array(tries, 1) WHERE key = %s AND cardinality(tries) > 0",
            [_hashed(key)],
        )


def forget(*, key: str) -> None:
    """Start counting from nothing; doing it twice is harmless."""
    Lockout.objects.filter(pk=_hashed(key)).delete()


def sweep() -> int:
    """Remove what no limit looks at any more; return how many rows went."""
    return Lockout.objects.filter(forget_at__lt=timezone.now()).delete()[0]


def _hashed(key: str) -> str:
    return salted_hmac("portal.accounts.limit", key, algorithm="sha256").hexdigest()
