from __future__ import annotations

from typing import Any

from django.db.models import BigIntegerField, Case, QuerySet, Value, When

from portal.municipalities.registry import Division


def follow(*, rows: QuerySet[Any], division: Division) -> int:
    """Tie the rows whose `neighbourhood` is of an older division to what takes its place; say how many. One query."""
    if not division.instead:
        return 0
    places = [When(neighbourhood=old, then=Value(new)) for old, new in division.instead.items()]
    hanging = rows.filter(neighbourhood__in=list(division.instead))
    return hanging.update(neighbourhood=Case(*places, output_field=BigIntegerField()))
