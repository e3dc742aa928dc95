"""The restore drill of docs/operations.md: the commands stand there, and are run from there."""

from __future__ import annotations

import re
import shlex
from contextlib import closing, nullcontext
from pathlib import Path

import psycopg2
from django.core.management import call_command

from manage import OWNER_COMMANDS
from rig.processes import manage, run_to_end
from rig.testdatabase import as_owner, environment, owner_url

PAGE = Path(__file__).parents[2] / "docs" / "operations.md"
COMMAND = re.compile(r"manage\.py ([a-z_]+[^#\n]*)")


def steps(chapter: str, **places: object) -> list[list[str]]:
    """The commands of manage.py under a heading of the page, with our own places instead of those named there."""
    _before, _heading, text = PAGE.read_text().partition(f"### {chapter}\n")
    text = text.partition("\n##")[0]
    found = [shlex.split(words) for words in COMMAND.findall(text) if not words.startswith("...")]
    return [[str(places.get(word.removesuffix(".txt"), word)) for word in words] for words in found]


def take(words: list[str], *, processes: bool) -> None:
    """One step: as a process of its own, as an operator does, or by the same command in this one."""
    if processes:
        run_to_end(manage(*words), environment())
        return
    with as_owner() if words[0] in OWNER_COMMANDS else nullcontext():
        call_command(*words)


def sums() -> dict[str, tuple[int, str]]:
    """How many rows each table has and a sum over all of their values; how far each number was given out."""
    with closing(psycopg2.connect(owner_url())) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        found: dict[str, tuple[int, str]] = {}
        for (table,) in cursor.fetchall():
            cursor.execute(
                f"SELECT count(*), md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) FROM {table} t"  # noqa: S608
            )
            found[table] = cursor.fetchone() or (0, "")
        return found


def given_out() -> dict[str, int]:
    """The last number of each sequence."""
    with closing(psycopg2.connect(owner_url())) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT sequencename, coalesce(last_value, 0) FROM pg_sequences WHERE schemaname = 'public'")
        return dict(cursor.fetchall())
