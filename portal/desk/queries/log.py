"""Who did what, in words: whose deeds somebody asks for, whether the log is looked at now, who began what work."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from portal.accounts.models import Membership
from portal.desk.spec import ACTORS
from portal.jobs.models import Job
from portal.jobs.queries import explanation, title
from portal.municipalities import tenant

if TYPE_CHECKING:
    from django.utils.functional import Promise

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


@dataclass(frozen=True)
class Work:
    """Long work as it is read on screen: what it is called, who began it, and why it failed where it did."""

    job: Job
    title: str | Promise
    who: str | Promise
    why: str | Promise


def work_in_words(jobs: Sequence[Job]) -> list[Work]:
    """This work in words, with the names of who works or worked here. At most one query."""
    ids = {job.started_by for job in jobs}
    known = Membership.objects.filter(municipality_id=tenant.require(), user_id__in=ids).select_related("user")
    names = {one.user_id: str(one.user) for one in known} if ids else {}
    system = ACTORS["system"]
    return [Work(job, title(job), names.get(job.started_by, system), explanation(job)) for job in jobs]
