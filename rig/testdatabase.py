"""The test database: made, migrated and emptied by the owner, used by the app role."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import unquote, urlsplit

import psycopg2
import pytest

from rig.postgres import database_of

# Only tables with rows: emptying sixty empty ones costs more than most tests.
EMPTY = """
DO $$
DECLARE one text; full_ones text[] := '{}'; found boolean;
BEGIN
  FOR one IN
    SELECT format('%I.%I', schemaname, tablename) FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> ALL (ARRAY['django_migrations', 'django_content_type'])
  LOOP
    EXECUTE 'SELECT EXISTS (SELECT 1 FROM ' || one || ')' INTO found;
    IF found THEN full_ones := full_ones || one; END IF;
  END LOOP;
  IF full_ones <> '{}' THEN EXECUTE 'TRUNCATE ' || array_to_string(full_ones, ', ') || ' CASCADE'; END IF;
END $$
"""


def worker_suffix(request: pytest.FixtureRequest) -> None:
    from django.conf import settings

    worker = getattr(request.config, "workerinput", {}).get("workerid", "")
    name = settings.DATABASES["default"]["NAME"]
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_{name}_{worker or os.getpid()}"


@contextmanager
def made_by_owner() -> Iterator[None]:
    """Make and migrate the test database as the owner, hand the connection to the app role, drop it at the end."""
    from django.db import OperationalError
    from django.test.utils import setup_databases, teardown_databases

    with as_owner():
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
    yield
    # A browser's last request may hold on to it; a run of our own throws its whole cluster away.
    with as_owner(), suppress(OperationalError):
        teardown_databases(made, verbosity=0)


@contextmanager
def lives_at(port: int) -> Iterator[None]:
    """Let this process work with the same roles and database on a server at another port of this machine."""
    from django.db import connection

    there = {"HOST": "127.0.0.1", "PORT": str(port)}
    here = {name: connection.settings_dict[name] for name in there}
    with pytest.MonkeyPatch.context() as patch:
        for name in ("DATABASE_URL", "DATABASE_OWNER_URL"):
            found = urlsplit(os.environ[name])
            patch.setenv(name, found._replace(netloc=f"{found.username}:{found.password}@127.0.0.1:{port}").geturl())
        _become(there)
        try:
            yield
        finally:
            _become(here)


@contextmanager
def as_owner() -> Iterator[None]:
    """Let this process work as the owner of the tables, as the owner's commands do."""
    from django.db import connection

    owner = _owner()
    app = {key: connection.settings_dict[key] for key in owner}
    _become(owner)
    try:
        yield
    finally:
        _become(app)


def flush_by_owner(patch: pytest.MonkeyPatch) -> None:
    """Empty the tables after a test with real transactions as the owner: the app role may not."""
    from django.test import TransactionTestCase

    patch.setattr(TransactionTestCase, "_fixture_teardown", lambda _self: flush())


def flush() -> None:
    with psycopg2.connect(owner_url()) as connection, connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '10s'")
        cursor.execute(EMPTY)
    connection.close()


def owner_url() -> str:
    """Return the owner's address of the test database."""
    from django.db import connection

    return database_of(os.environ["DATABASE_OWNER_URL"], str(connection.settings_dict["NAME"]))


def environment() -> dict[str, str]:
    """Return the variables with which other programs work on the test database."""
    from django.db import connection

    name = str(connection.settings_dict["NAME"])
    address = database_of(os.environ["DATABASE_URL"], name)
    return {"DATABASE_URL": address, "DATABASE_OWNER_URL": owner_url(), "PORTAL_ENV": "test"}


def _owner() -> dict[str, Any]:
    address = urlsplit(os.environ["DATABASE_OWNER_URL"])
    return {"USER": unquote(address.username or ""), "PASSWORD": unquote(address.password or ""), "TENANT_GUARD": False}


def _become(role: dict[str, Any]) -> None:
    """Change the role of the default connection, in this thread and in those to come."""
    from django.db import connection

    connection.close()
    connection.settings_dict.update(role)
