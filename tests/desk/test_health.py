from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis
from django.db import OperationalError, connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from portal.desk.queries import SPILL
from portal.jobs import heartbeat
from tests.jobs.workers import until, working


@pytest.fixture(autouse=True)
def no_workers() -> Iterator[redis.Redis]:
    """Nobody gave a sign of life yet."""
    client = redis.Redis.from_url(os.environ["REDIS_URL"])
    client.delete(heartbeat.KEY + "default", heartbeat.KEY + "heavy")
    yield client
    client.delete(heartbeat.KEY + "default", heartbeat.KEY + "heavy")
    client.close()


@pytest.mark.django_db
def test_without_a_worker_it_says_so(client: Client) -> None:
    answer = client.get("/gezond/")
    assert answer.status_code == 503
    told = {"status": "down", "database": True, "storage": True, "broker": True}
    assert answer.json() == {**told, "workers": {"default": 0, "heavy": 0}}
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.django_db
def test_however_often_it_is_asked_the_disk_is_written_on_now_and_then(client: Client) -> None:
    with CaptureQueriesContext(connection) as asked:
        for _ in range(20):
            assert client.get("/gezond/").json()["storage"] is True
    assert sum(SPILL in query["sql"] for query in asked) <= 3


@pytest.mark.django_db
def test_a_sign_of_any_worker_is_enough_while_it_is_young(client: Client, no_workers: redis.Redis) -> None:
    heartbeat.sign("one@a", ["default"])
    heartbeat.sign("two@b", ["default", "heavy"])
    assert client.get("/gezond/").json()["workers"] == {"default": 2, "heavy": 1}
    no_workers.zincrby(heartbeat.KEY + "default", -130, "one@a")
    assert client.get("/gezond/").status_code == 200
    no_workers.zincrby(heartbeat.KEY + "default", -130, "two@b")
    assert client.get("/gezond/").status_code == 503


@pytest.mark.django_db
def test_a_worker_for_heavy_work_alone_is_not_enough(client: Client) -> None:
    heartbeat.sign("one@a", ["heavy"])
    assert client.get("/gezond/").status_code == 503


@pytest.mark.django_db
def test_without_a_broker_it_says_so(client: Client, settings: pytest.FixtureRequest) -> None:
    settings.REDIS_URL = "redis://127.0.0.1:1/0"  # type: ignore[attr-defined]  # pytest-django's own fixture
    answer = client.get("/gezond/")
    assert (answer.status_code, answer.json()["broker"], answer.json()["database"]) == (503, False, True)


def test_without_a_database_it_says_so(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise OperationalError("connection refused")

    heartbeat.sign("one@a", ["default"])
    monkeypatch.setattr(connection, "cursor", refuse)
    answer = client.get("/gezond/")
    assert (answer.status_code, answer.json()["broker"], answer.json()["database"]) == (503, True, False)


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_signs_and_says_goodbye(
    client: Client, portal_environment: dict[str, str], tmp_path: Path, no_workers: redis.Redis
) -> None:
    with working(portal_environment, tmp_path) as program:
        until(lambda: client.get("/gezond/").status_code == 200, program)
        # Redis forgets everything; the next sign comes by itself.
        no_workers.flushdb()
        assert client.get("/gezond/").status_code == 503
        until(lambda: client.get("/gezond/").status_code == 200, program)
    assert client.get("/gezond/").status_code == 503
