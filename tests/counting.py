"""How many queries a page asks; and a look at what it asked, for whoever broke the number."""

from __future__ import annotations

from datetime import time, timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.test import Client

    from activities.models import Session

FEW, MANY = 1, 200


def queries_of(client: Client, address: str) -> int:
    """Ask for the page twice and count the second time: the first fills what a process remembers."""
    assert client.get(address).status_code == 200
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    for query in asked:
        print(query["sql"][:300])
    return len(asked)


def meetings(days_ahead: Iterable[int]) -> list[Session]:
    """A meeting on each of these days, with a series, a neighbourhood and twenty places of its own; four statements."""
    from activities.models import Capacity, Series, Session
    from activities.spec import instant
    from portal.municipalities import tenant
    from portal.municipalities.models import Neighbourhood

    days = [timezone.localdate() + timedelta(days=ahead) for ahead in days_ahead]
    areas = Neighbourhood.objects.bulk_create(
        Neighbourhood(municipality_id=tenant.require(), name=f"Wijk {day}", code=f"wijk-{day}", year=2024)
        for day in days
    )
    series = Series.objects.bulk_create(
        Series(title=f"Koffieochtend {area.name}", location="Buurthuis Het Voorbeeld", neighbourhood=area)
        for area in areas
    )
    start, end = time(9, 30), time(11)
    made = Session.objects.bulk_create(
        Session(
            series=one, local_date=day, local_start=start, local_end=end,
            starts_at=instant(day, start), ends_at=instant(day, end),
        )
        for one, day in zip(series, days, strict=True)
    )  # fmt: skip
    Capacity.objects.bulk_create(Capacity(session=one, total=20) for one in made)
    return made
