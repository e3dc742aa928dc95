from __future__ import annotations

from collections.abc import Iterable

from activities.models import Session
from portal.jobs.domain.start import start
from portal.jobs.models import Job
from portal.municipalities.models import Neighbourhood

INVITING = "activities.invite"


def start_inviting(*, session: Session, areas: Iterable[Neighbourhood], started_by: int) -> Job:
    """Start inviting in the background; a second start for the same session finds nobody left to ask."""
    params = {"session": session.pk, "neighbourhoods": [area.pk for area in areas]}
    return start(INVITING, params=params, started_by=started_by)
