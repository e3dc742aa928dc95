"""Row P2 for tables that are not ours."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
from django.db import connection

from portal.accounts import checks, spec
from portal.municipalities.shared import SHARED_TABLES
from portal.municipalities.spec import Keep


def test_every_shared_table_says_what_it_keeps() -> None:
    assert checks.framework_tables_have_a_purpose() == []


@pytest.mark.django_db
def test_every_column_says_what_it_keeps() -> None:
    assert checks.framework_columns_have_a_purpose(databases=["default"]) == []
    assert spec.THIRD_PARTY.keys() <= SHARED_TABLES & set(connection.introspection.table_names())


def less(**change: Any) -> Mapping[str, Any]:
    return {**{k: v for k, v in spec.THIRD_PARTY.items() if k != "django_session"}, **change}


def test_a_shared_table_that_nobody_told_about_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "THIRD_PARTY", less())
    assert [problem.id for problem in checks.framework_tables_have_a_purpose()] == ["portal.E008"]


@pytest.mark.django_db
def test_a_column_that_nobody_told_about_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    (kept,) = spec.THIRD_PARTY["django_session"]
    shorter = Keep("session_key expire_date", kept.kind, kept.purpose, kept.until)
    monkeypatch.setattr(checks, "THIRD_PARTY", less(django_session=(shorter,)))
    found = checks.framework_columns_have_a_purpose(databases=["default"])
    assert [problem.msg for problem in found] == ["django_session.session_data is told or kept, not both."]
