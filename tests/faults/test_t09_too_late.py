"""Row T9: what runs after the municipality was left (a stream, a hook, a lazy query) finds nothing, loudly."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models.signals import post_save
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.template import Context, Template
from django.test import RequestFactory

from partners.models import Organisation
from portal.municipalities import tenant
from portal.municipalities.backend import cursor as backend
from portal.municipalities.middleware import MunicipalityFromAddress
from tests import cast


def names() -> Iterator[str]:
    yield from Organisation.objects.values_list("name", flat=True)


def names_by_hand() -> Iterator[str]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT name FROM partners_organisation")
        yield from (row[0] for row in cursor.fetchall())


def streamed(content: Iterator[str], municipality: Any) -> Any:
    """A streaming page, read when its request is over, as a web server does."""

    def view(_: HttpRequest) -> HttpResponse:
        tenant.enter(municipality)
        return StreamingHttpResponse(content)  # type: ignore[return-value]

    return MunicipalityFromAddress(view)(RequestFactory().get("/sliedrecht/stroom/"))


@pytest.fixture
def made(municipality: Any) -> Any:
    cast.organisation("Basisschool De Kanarie")
    assert list(names()) == list(names_by_hand()) == ["Basisschool De Kanarie"]
    return municipality


def test_t09_a_stream_read_after_the_request_raises(made: Any) -> None:
    with tenant.use(None), pytest.raises(tenant.NoMunicipality):
        list(streamed(names(), made))


def test_t09_a_stream_with_raw_sql_is_empty(made: Any) -> None:
    with tenant.use(None):
        assert list(streamed(names_by_hand(), made)) == []


@pytest.mark.django_db(transaction=True)
def test_t09_control_a_setting_that_outlives_its_statement_fills_the_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    def stays(self: backend.TenantCursor, query: Any) -> Any:
        found = tenant.active_id()
        return f"SELECT set_config('app.municipality', '{found}', false);{query}" if found else query

    monkeypatch.setattr(backend.TenantCursor, "_scoped", stays)
    municipality = cast.municipality()
    with tenant.use(municipality):
        cast.organisation("Basisschool De Kanarie")
    assert list(streamed(names_by_hand(), municipality)) == [b"Basisschool De Kanarie"]
    connection.close()


def test_t09_a_lazy_query_in_a_template_after_it_raises(made: Any) -> None:
    lazy = Organisation.objects.all()
    page = Template("{% for found in lazy %}{{ found.name }}{% endfor %}")
    with tenant.use(None), pytest.raises(tenant.NoMunicipality):
        page.render(Context({"lazy": lazy}))


@pytest.mark.django_db(transaction=True)
def test_t09_a_hook_after_the_commit_outside_raises() -> None:
    municipality = cast.municipality()
    with pytest.raises(tenant.NoMunicipality), transaction.atomic(), tenant.use(municipality):
        transaction.on_commit(lambda: list(names()))


def test_t09_a_signal_of_a_shared_table_outside_raises(db: None) -> None:
    def look(**_: Any) -> None:
        list(names())

    municipality = cast.municipality()
    post_save.connect(look, sender=type(municipality))
    try:
        with pytest.raises(tenant.NoMunicipality):
            municipality.save()
    finally:
        post_save.disconnect(look, sender=type(municipality))
