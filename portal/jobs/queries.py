from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import QuerySet

from portal.jobs.models import Job
from portal.jobs.registry import label_of
from portal.jobs.spec import WORDS

if TYPE_CHECKING:
    from django.utils.functional import Promise


def jobs() -> QuerySet[Job]:
    """All long work of this municipality, latest first, without its files. One query when read."""
    return Job.objects.order_by("-created_at", "-pk")


def title(job: Job) -> str | Promise:
    """What the job is called on screen."""
    return label_of(job.kind)


def explanation(job: Job) -> str | Promise:
    """Why a job failed, in words for its starter; empty for one that did not."""
    if not job.error:
        return ""
    return WORDS.get(job.error) or str(job.result.get("text", "")) or WORDS["broken"]
