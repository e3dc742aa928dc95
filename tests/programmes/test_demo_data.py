"""Made-up data for benchmarks: exactly so many sign-ups, right in every row, the same each time, nowhere for real."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from datetime import date

import psycopg2
import pytest
from django.db.models import Count, F

from activities.models import Capacity, Registration, Session
from partners.models import Parent
from partners.queries import invitable
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use
from programmes.management.made_up import MadeUp, Place, shares
from rig.place import ROOT
from rig.processes import manage
from tests import cast

SCALE = 600
PRODUCTION = {
    "PORTAL_ENV": "production",
    "SECRET_KEY": "a-key-of-more-than-fifty-characters-for-this-test-only",
    "OUTBOX_KEYS": "bmV3LWZvci1ldmVyeS1jaGVjay0wMDAwMDAwMDAwMDA=",
    "ALLOWED_HOSTS": "samenspel.example",
    "SITE_URL": "https://samenspel.example",
    "EMAIL_FROM": "samenspel@samenspel.example",
}


def demo_data(environment: dict[str, str], scale: int) -> subprocess.CompletedProcess[str]:
    command = manage("demo_data", "--scale", str(scale))
    return subprocess.run(  # noqa: S603 - our own command
        command, cwd=ROOT, env=os.environ | environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def towns(portal_environment: dict[str, str]) -> tuple[Municipality, Municipality]:
    return (
        cast.municipality("GM0610", "Sliedrecht", population=25_000),
        cast.municipality("GM0193", "Zwolle", population=125_000),
    )


def test_every_row_is_right(towns: tuple[Municipality, ...], portal_environment: dict[str, str]) -> None:
    done = demo_data(portal_environment, SCALE)
    assert done.returncode == 0, done.stderr
    found = 0
    for town in towns:
        with use(town):
            registrations = Registration.objects.count()
            assert registrations == SCALE * (town.population or 0) // 150_000
            found += registrations
            counted = Session.objects.annotate(n=Count("registrations"), taken=F("capacities__taken"))
            assert all(one.n == one.taken for one in counted)
            assert Capacity.objects.count() == Session.objects.count()
            assert Parent.objects.filter(email__endswith="@example.org").count() == Parent.objects.count()
            assert invitable().count() == Parent.objects.count() >= registrations // 4
    assert found == SCALE


def test_what_comes_after_it_gets_ids_behind_it(
    towns: tuple[Municipality, ...], portal_environment: dict[str, str]
) -> None:
    for _ in range(2):
        assert demo_data(portal_environment, SCALE).returncode == 0
    with use(towns[0]):
        last = Registration.objects.latest("pk").session
        cast.registration(cast.session(places=5))
        assert last.registrations.count() == Capacity.objects.get(session=last).taken


def test_the_same_numbers_give_the_same_rows() -> None:
    def rows(seed: int) -> list[str]:
        made = MadeUp(date(2026, 11, 24), seed)
        made.fill(Place(1, (7, 8), 1), 100)
        return [table.text() for table in made.tables[:3]]

    assert rows(1) == rows(1)
    assert rows(1) != rows(2)


def test_shares_add_up() -> None:
    places = [Place(number, (), number * 37 % 101 + 1) for number in range(342)]
    for total in (0, 1, 341, 1_000_000):
        parts = Counter(shares(places, total))
        assert parts.total() == total
        assert min(parts.values()) >= 0


def test_production_refuses(towns: tuple[Municipality, ...], portal_environment: dict[str, str]) -> None:
    done = demo_data({**portal_environment, **PRODUCTION}, SCALE)
    assert done.returncode == 1
    assert "production" in done.stderr
    connection = psycopg2.connect(portal_environment["DATABASE_OWNER_URL"])
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM partners_parent")
        assert cursor.fetchone() == (0,)
    connection.close()
