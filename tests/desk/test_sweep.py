"""The hourly sweep asks each minute in each municipality whether it is time; that may cost no more than a look."""

from __future__ import annotations

from typing import Any

from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.desk.domain import sweep


def test_the_second_who_asks_writes_nothing(db: None, monkeypatch: Any) -> None:
    done: list[int] = []
    monkeypatch.setattr(sweep, "sweep", lambda: done.append(1))
    cache.delete("desk.sweep")
    sweep.sweep_each_hour()
    with CaptureQueriesContext(connection) as asked:
        sweep.sweep_each_hour()
    assert done == [1]
    assert [query["sql"] for query in asked if "INSERT" in query["sql"]] == []
