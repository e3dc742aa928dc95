"""docs/privacy-register.md is what the command prints, and names every table that the database has."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import connection

from partners.models import Parent

COMMITTED = Path(settings.BASE_DIR) / "docs" / "privacy-register.md"


def printed() -> str:
    out = io.StringIO()
    call_command("privacy_register", stdout=out)
    return out.getvalue()


def test_the_page_is_fresh() -> None:
    assert COMMITTED.read_text() == printed(), "run: python manage.py privacy_register > docs/privacy-register.md"


@pytest.mark.django_db
def test_every_table_stands_in_it_with_every_column_that_could_tell_something() -> None:
    lines = re.findall(r"^\| `(\w+)`(?: \(\*\))? \| ([^|]*) \|", printed(), re.MULTILINE)
    told: dict[str, set[str]] = {}
    for table, fields in lines:
        told.setdefault(table, set()).update(re.findall(r"`(\w+)`", fields))
    assert told.keys() == set(connection.introspection.table_names())
    with connection.cursor() as cursor:
        for table, fields in told.items():
            columns = {column.name for column in connection.introspection.get_table_description(cursor, table)}
            plain = {column.removesuffix("_id") for column in columns} - {"id", "municipality", "public"}
            assert plain <= {field.removesuffix("_id") for field in fields}, table


def test_another_purpose_makes_it_stale(monkeypatch: pytest.MonkeyPatch) -> None:
    """Negative control."""
    monkeypatch.setattr(Parent, "KEEPS", Parent.KEEPS[:-1])
    assert COMMITTED.read_text() != printed()


def test_it_is_dutch_and_without_empty_cells() -> None:
    cells = [cell.strip() for line in printed().splitlines() if line.startswith("|") for cell in line.split("|")[1:-1]]
    assert all(cells)
    words = re.sub(r"`[^`]*`", "", printed())
    assert not re.search(r"\b(the|and|about|until|years?)\b", words)
