"""At most three connections at once to a relay that said it has too many, counted over all workers."""

from __future__ import annotations

from uuid import UUID, uuid4

from django.db import connection

from portal.outbox.faults import off

PLACES = (1, 2, 3)
BUSY_CODES = frozenset({421, 432})
BUSY_FOR = 600  # seconds
LEASE = 180

NOTE = """
INSERT INTO outbox_relayslot (number, until) VALUES (0, statement_timestamp() + make_interval(secs => %s))
ON CONFLICT (number) DO UPDATE SET until = excluded.until
"""
TAKE = """
INSERT INTO outbox_relayslot AS slot (number, holder, until)
VALUES (%s, %s, statement_timestamp() + make_interval(secs => %s))
ON CONFLICT (number) DO UPDATE SET holder = excluded.holder, until = excluded.until
WHERE slot.until < statement_timestamp() OR slot.holder = excluded.holder
"""


class Place:
    """This process's right to talk to the relay; costs one small query while the relay is not busy."""

    def __init__(self) -> None:
        self.holder: UUID = uuid4()
        self.number = 0

    def take(self) -> bool:
        """May this process have a connection now?"""
        if off("slots") or not _busy():
            self.number = 0
            return True
        wanted = (self.number, *PLACES) if self.number else PLACES
        self.number = next((number for number in wanted if self._takes(number)), 0)
        return self.number > 0

    def keep(self) -> None:
        """Stay in the place for another while, if there is one."""
        if self.number:
            self._takes(self.number)

    def leave(self) -> None:
        """Make room for another worker."""
        if self.number:
            with connection.cursor() as cursor:
                cursor.execute(
                    "DELETE FROM outbox_relayslot WHERE number = %s AND holder = %s", [self.number, self.holder]
                )
            self.number = 0

    def _takes(self, number: int) -> bool:
        with connection.cursor() as cursor:
            cursor.execute(TAKE, [number, self.holder, LEASE])
            return bool(cursor.rowcount)


def note_busy() -> None:
    """The relay said that it has too many connections: be few for ten minutes."""
    with connection.cursor() as cursor:
        cursor.execute(NOTE, [BUSY_FOR])


def _busy() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM outbox_relayslot WHERE number = 0 AND until > statement_timestamp()")
        return cursor.fetchone() is not None
