from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now

from activities.models import Registration


def signs_here(day: date) -> list[Exists]:
    """Whether a parent signed up, changed it or came after that day, or is expected still."""
    own = Registration.objects.filter(parent=OuterRef("pk"))
    did = Q(registered_at__date__gt=day) | Q(cancelled_at__date__gt=day)
    came = Q(attendance__came=True, session__local_date__gt=day)
    expected = Q(state=Registration.State.CONFIRMED, session__ends_at__gt=Now())
    return [Exists(own.filter(did)), Exists(own.filter(came)), Exists(own.filter(expected))]
