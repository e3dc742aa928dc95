"""What stands beside the log: whose deeds somebody asks for, and whether it is being looked at now."""

from __future__ import annotations

from django.db.models import Q

from portal.accounts.models import Membership
from portal.jobs.models import Job
from portal.municipalities import tenant

LONGEST_NUMBER = 18


def colleagues(part: str) -> list[int]:
    """The numbers of everybody who has or had a role here with this in their name or address, or with this number.

    One query.
    """
    found = Q(user__name__icontains=part) | Q(user__email__icontains=part)
    if part.isdecimal() and len(part) <= LONGEST_NUMBER:
        found |= Q(user_id=int(part))
    here = Membership.objects.filter(found, municipality_id=tenant.require())
    return list(here.values_list("user_id", flat=True).distinct())


def checking() -> Job | None:
    """The work that looks at the log here now, or None. One query."""
    live = Job.objects.filter(kind="desk.check_log", state__in=(Job.State.QUEUED, Job.State.RUNNING))
    return live.order_by("pk").first()
