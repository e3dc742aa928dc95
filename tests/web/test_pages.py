"""Lists in pages: one query each, whatever the address says."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import QueryDict
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.accounts.models import User
from portal.municipalities.models import Municipality
from portal.web.pages import LAST_NUMBER, after, numbered


@pytest.fixture
def towns(db: None) -> Any:
    names = ("Aa", "Bee", "Bee", "Cee", "Dee")
    Municipality.objects.all().delete()
    Municipality.objects.bulk_create(
        Municipality(code=f"XX{at:04}", name=name, slug=f"{name}-{at}") for at, name in enumerate(names)
    )
    return Municipality.objects.order_by("name", "pk")


def codes(page: Any) -> list[str]:
    return [row.code for row in page.rows]


@pytest.mark.parametrize("size", [1, 3])
def test_a_page_costs_one_query_however_many_rows(towns: Any, size: int, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        assert len(numbered(towns, QueryDict("pagina=1"), size=size).rows) == size
    with django_assert_num_queries(1):
        assert len(after(towns, QueryDict(), by="name", size=size).rows) == size


def test_numbered_pages_lead_on_and_back_and_keep_the_filter(towns: Any) -> None:
    first = numbered(towns, QueryDict("wijk=a%26b"), size=2)
    assert (first.previous, first.next) == ("", "?wijk=a%26b&pagina=2")
    last = numbered(towns, QueryDict("wijk=a%26b&pagina=3"), size=2)
    assert (last.previous, last.next) == ("?wijk=a%26b&pagina=2", "")
    assert codes(last) == ["XX0004"]


@pytest.mark.parametrize(("by", "order"), [("name", 1), ("-name", -1)])
def test_marks_walk_through_everything_once_even_between_equals(towns: Any, by: str, order: int) -> None:
    seen, query = [], ""
    while True:
        page = after(towns, QueryDict(query), by=by, size=2)
        seen += codes(page)
        if not page.next:
            break
        query = page.next[1:]
    assert seen == [f"XX{at:04}" for at in range(5)][::order]
    assert page.previous == "?"


def test_a_page_beyond_the_end_is_empty_and_leads_back(towns: Any) -> None:
    page = numbered(towns, QueryDict("pagina=77"), size=2)
    assert not page
    assert page.previous == "?pagina=76"


@pytest.mark.parametrize("asked", ["", "0", "-3", "1e3", "x", "9" * 5000, "\x00", "1; drop table", "²"])
def test_an_odd_number_gives_a_page(towns: Any, asked: str) -> None:
    query = QueryDict(mutable=True)
    query["pagina"] = asked
    assert 1 <= numbered(towns, query).number <= LAST_NUMBER


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(mark=st.text(max_size=40), pk=st.integers() | st.text(max_size=12))
def test_an_odd_mark_gives_a_page(towns: Any, mark: str, pk: object) -> None:
    query = QueryDict(mutable=True)
    query["na"] = f"{mark}~{pk}"
    after(towns, query, by="name")
    after(towns, query, by="valid_from")
    after(towns, query, by="population")


@pytest.mark.parametrize(
    "value",
    [
        *("2026-01-01", "9999-12-31T23:59:59", "9999-12-31T23:59:59-14:00", "0001-01-01T00:00:00+14:00", "2026-13-01"),
        *("2026-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "0001-01-01T00:00:00+23:59", ""),
    ],
)
def test_an_odd_moment_gives_a_page(db: None, value: str) -> None:
    query = QueryDict(mutable=True)
    query["na"] = f"{value}~1"
    assert not after(User.objects.all(), query, by="created_at")
