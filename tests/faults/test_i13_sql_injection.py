"""Row I13: nothing that stands in an address becomes SQL."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext

from portal.municipalities import tenant
from portal.web.checks import addresses
from tests.access.matrix import path_of, text_of
from tests.access.world import Town, two_towns

MARK = "kwaadwillig"
PARAMETERS = ("pagina", "na", "wijk", "zoek", "gemeente", "eerder", "sort", "order", "ordering", "volgorde", "filter",
              "letters", "id", "q")  # fmt: skip
PAYLOADS = (
    "'", '"', '\\', "';--", "' OR '1'='1", "') OR ('1'='1", '1 OR 1=1', '1; DROP TABLE partners_parent',
    '1) UNION SELECT 1--', "' UNION SELECT email FROM accounts_user--", 'name; SELECT pg_sleep(5)--',
    '(SELECT pg_sleep(5))', "' || pg_sleep(5) || '", "-1' AND 1=CAST((SELECT version()) AS int)--",
    'id) FROM partners_parent--', '-name', 'name__password', 'municipality_id',
    'municipality__memberships__user__password', '?', '%s', '%(id)s', '{0}', '$1', '/**/OR/**/1=1',
    '%27%20OR%201=1', '\u02bc OR 1=1', "'; SELECT set_config('app.municipality','2',false)--", '1::int',
    'CASE WHEN 1=1 THEN name END', 'RANDOM()', 'name NULLS FIRST', '2031-03-03T09:00:00+00:00~1 OR 1=1', 'x~1',
    '~', '~~1',
)  # fmt: skip


@pytest.fixture
def towns(db: None) -> tuple[Town, Town]:
    return two_towns()


def mixed(turn: int) -> dict[str, str]:
    """Another payload for each parameter; after as many turns as there are payloads each had them all."""
    return {name: PAYLOADS[(turn + 5 * at) % len(PAYLOADS)] + MARK for at, name in enumerate(PARAMETERS)}


def as_program(captured: CaptureQueriesContext) -> list[str]:
    """The statements in which the mark stands as SQL: outside every quoted text."""
    return [query["sql"] for query in captured if MARK in "".join(query["sql"].replace("''", "").split("'")[::2])]


@pytest.mark.parametrize("turns", [3, pytest.param(len(PAYLOADS), marks=pytest.mark.soak)])
def test_i13_no_parameter_becomes_sql(towns: tuple[Town, Town], turns: int) -> None:
    own, other = towns
    for path in (path_of(a, own) for a in addresses() if a.name != "account_logout"):
        for turn in range(turns):
            reset_queries()  # Django remembers 9,000 and no more
            with CaptureQueriesContext(connection) as captured:
                response = own.browsers["cjg"].get(path, mixed(turn))
            assert response.status_code != 500, path
            assert other.canary not in text_of(response).casefold(), path
            assert as_program(captured) == [], path


def test_i13_control_a_sort_that_is_pasted_into_sql_is_found(municipality: Any) -> None:
    with CaptureQueriesContext(connection) as captured, connection.cursor() as cursor:
        cursor.execute(f"SELECT name FROM partners_organisation ORDER BY name /* {MARK} */")  # noqa: S608 - the very mistake
        cursor.execute("SELECT name FROM partners_organisation WHERE name = %s", [f"'{MARK}"])
    assert len(as_program(captured)) == 1


def test_i13_row_security_does_not_stop_sql_that_changes_the_setting(towns: tuple[Town, Town]) -> None:
    """Why only a list of known names may become a column: behind an injection there is no second wall."""
    own, other = towns
    evil = f"1; SELECT set_config('app.municipality', '{other.municipality.pk}', true); SELECT name"
    with tenant.use(own.municipality), connection.cursor() as cursor:
        cursor.execute(f"SELECT {evil} FROM partners_organisation")  # noqa: S608 - the very mistake
        assert all(other.canary in name.casefold() for (name,) in cursor.fetchall())
