"""The test database is made by the owner and used by the app role, which may not do what the owner may."""

from __future__ import annotations

import psycopg2
import pytest
from django.db import ProgrammingError, connection

from portal.municipalities.models import Municipality
from portal.municipalities.tenant import active_id
from rig.testdatabase import owner_url


@pytest.mark.django_db
def test_the_app_role_works_in_the_test_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, current_database()")
        role, database = cursor.fetchone()
    assert role == "portal_app"
    assert database.startswith("test_")


@pytest.mark.django_db
def test_the_app_role_may_not_truncate() -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("TRUNCATE municipalities_municipality CASCADE")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_tables_are_emptied_after_real_transactions(time: int, municipality: Municipality) -> None:
    assert active_id() == municipality.pk
    assert list(Municipality.objects.all()) == [municipality]
    with psycopg2.connect(owner_url()) as outside, outside.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM municipalities_municipality")
        assert cursor.fetchone() == (1,)
    outside.close()


def test_both_municipalities_are_there(municipality: Municipality, other: Municipality) -> None:
    assert active_id() == municipality.pk
    assert {municipality.slug, other.slug} == {"sliedrecht", "zwolle"}
