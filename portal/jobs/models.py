from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.files.models import File
from portal.municipalities.models import TenantModel
from portal.municipalities.spec import Keep, Kind

DO_LONG_WORK = _("to do long work in the background and show how far it is")
THIRTY_DAYS = _("30 days after it ended")


class Job(TenantModel):
    """Long work: claimed by a worker for as long as its lease, resumed by another when that one was killed."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Busy")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        STOPPED = "stopped", _("Stopped")

    class Queue(models.TextChoices):
        DEFAULT = "default", _("Normal")
        HEAVY = "heavy", _("Heavy")

    kind = models.CharField(max_length=60)
    params = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    file = models.ForeignKey(File, on_delete=models.SET_NULL, null=True, blank=True, db_index=False)
    queue = models.CharField(max_length=10, choices=Queue, default=Queue.DEFAULT)
    started_by = models.BigIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    progress_done = models.PositiveIntegerField(default=0)
    progress_total = models.PositiveIntegerField(default=0)
    result = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    error = models.CharField(max_length=60, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    fence = models.PositiveBigIntegerField(default=0)
    lease_until = models.DateTimeField(null=True, blank=True)
    rung_at = models.DateTimeField(db_default=Now())
    stop_asked = models.BooleanField(default=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    ended_at = models.DateTimeField(null=True, blank=True)

    KEEPS: ClassVar = (
        Keep("started_by", Kind.PERSONAL, DO_LONG_WORK, THIRTY_DAYS),
        Keep("kind params file result", Kind.ORDINARY, DO_LONG_WORK, THIRTY_DAYS),
        Keep(
            "queue state progress_done progress_total error attempts fence lease_until rung_at stop_asked"
            " created_at ended_at",
            Kind.TECHNICAL,
            DO_LONG_WORK,
            THIRTY_DAYS,
        ),
    )

    class Meta:
        indexes = (
            models.Index(
                fields=["municipality", "state"], condition=Q(state__in=["queued", "running"]), name="job_unfinished"
            ),
            models.Index(fields=["municipality", "created_at"], name="job_by_time"),
            models.Index(fields=["municipality", "file"], name="job_by_file"),
        )

    def __str__(self) -> str:
        return f"{self.kind} {self.get_state_display()}"

    @property
    def live(self) -> bool:
        """Whether it still waits or works."""
        return self.state in {self.State.QUEUED, self.State.RUNNING}
