"""Row T6: threads that take turns on a few connections never read for the municipality of another."""

from __future__ import annotations

import queue
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import psycopg2
import pytest
from django.db import connection

from portal.municipalities import tenant
from portal.municipalities.backend import cursor as backend
from tests import cast

THREADS, CONNECTIONS = 4, 2


@pytest.fixture
def towns(transactional_db: None) -> list[int]:
    found = [cast.municipality(), cast.municipality("GM0193", "Zwolle")]
    for town in found:
        with tenant.use(town):
            cast.organisation()
    return [town.pk for town in found]


@contextmanager
def pool() -> Iterator[queue.Queue[Any]]:
    """Fewer connections than threads; every statement may come from another municipality than the one before."""
    made = [_connect() for _ in range(CONNECTIONS)]
    shared: queue.Queue[Any] = queue.Queue()
    for one in made:
        shared.put(one)
    yield shared
    for one in made:
        one.close()


def _connect() -> Any:
    parameters = connection.get_connection_params()
    made = psycopg2.connect(**{k: v for k, v in parameters.items() if k != "cursor_factory"})
    made.cursor_factory = backend.TenantCursor
    made.autocommit = bool(random.getrandbits(1))
    return made


def wrong_reads(towns: list[int], times: int) -> int:
    """How often a thread got another row than its own."""
    wrong: list[int] = []
    with pool() as shared:
        threads = [threading.Thread(target=_read, args=(shared, towns, times, wrong)) for _ in range(THREADS)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    return len(wrong)


def _read(shared: queue.Queue[Any], towns: list[int], times: int, wrong: list[int]) -> None:
    for n in range(times):
        town = towns[n % len(towns)]
        connected = shared.get()
        with tenant.use(town), connected.cursor() as cursor:
            cursor.execute("SELECT municipality_id FROM partners_organisation")
            if cursor.fetchall() != [(town,)]:
                wrong.append(n)
        shared.put(connected)


@pytest.mark.parametrize("times", [150, pytest.param(1500, marks=pytest.mark.soak)])
def test_t06_no_read_is_wrong(towns: list[int], times: int) -> None:
    assert wrong_reads(towns, times) == 0


def test_t06_control_said_once_per_connection_reads_go_wrong(towns: list[int], monkeypatch: pytest.MonkeyPatch) -> None:
    said: set[int] = set()

    def only_once(self: Any, query: Any) -> Any:
        if id(self.connection) in said:
            return query
        said.add(id(self.connection))
        return f"SELECT set_config('app.municipality', '{tenant.require()}', false);{query}"

    monkeypatch.setattr(backend.TenantCursor, "_scoped", only_once)
    assert wrong_reads(towns, 50) > 0
