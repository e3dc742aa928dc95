from __future__ import annotations

from typing import Any

from django.db.models import QuerySet


def remove_some(over: QuerySet[Any], most: int) -> int:
    """Remove at most so many of these rows, the oldest first; say how many. What hangs on them is not counted."""
    chosen = list(over.order_by("pk").values_list("pk", flat=True)[:most])
    over.filter(pk__in=chosen).delete()
    return len(chosen)
