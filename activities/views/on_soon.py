"""What is on soon, for the pages of the storey below."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models.functions import Now

from activities import queries
from partners.registry import On
from partners.spec.stages import stages_in
from portal.web.addresses import murl

SOON = timedelta(days=28)


def on_soon() -> Iterator[On]:
    """All meetings of the coming four weeks that parents may come to, soonest first. One query.

    None is left out: by these is told for whom there is nothing yet.
    """
    for session in queries.agenda().filter(starts_at__lt=Now() + SOON):
        url = murl("activities:session", public_id=session.public_id)
        series = session.series
        stages = stages_in(f"{series.title} {series.audience}")
        yield On(series.title, session.local_date, session.local_start, url, series.neighbourhood_id, stages)
