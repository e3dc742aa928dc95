from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from portal.jobs.models import Job
from portal.jobs.registry import kind, label_of
from portal.jobs.spec import WORDS

if TYPE_CHECKING:
    from django.utils.functional import Promise

# A colleague of CJG may wait for the same list; what a policy officer may know of parents stands on other pages.
SEE_ALL = frozenset({"cjg", "administrator"})
STOP_ALL = frozenset({"administrator"})


def jobs_for(user_id: int, roles: frozenset[str]) -> QuerySet[Job]:
    """The long work that somebody may see, latest first: all of it with a role in SEE_ALL, else their own.

    One query when read.
    """
    rows = Job.objects.order_by("-created_at", "-pk")
    return rows if roles & SEE_ALL else rows.filter(started_by=user_id)


def stoppable_for(user_id: int, roles: frozenset[str]) -> QuerySet[Job]:
    """The long work that somebody may stop: their own, and all of it with a role in STOP_ALL. One query when read."""
    return Job.objects.all() if roles & STOP_ALL else Job.objects.filter(started_by=user_id)


def title(job: Job) -> str | Promise:
    """What the job is called on screen."""
    return label_of(job.kind)


def explanation(job: Job) -> str | Promise:
    """Why a job failed, in words for its starter; empty for one that did not."""
    if not job.error:
        return ""
    return WORDS.get(job.error) or str(job.result.get("text", "")) or WORDS["broken"]


def counts(job: Job) -> list[tuple[str | Promise, int]]:
    """What came of a job, each count with its words; empty when nothing did or nobody has words for it."""
    try:
        words = kind(job.kind).counts
    except KeyError:
        return []
    return [(words[name], job.result[name]) for name in words if isinstance(job.result.get(name), int)]


def way_on(job: Job, home: str) -> str:
    """The path that its result leads to, when that is inside `home`; else an empty string."""
    link = job.result.get("link")
    return link if isinstance(link, str) and link.startswith(home) else ""
