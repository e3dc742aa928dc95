from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.municipalities.models import TenantModel
from portal.municipalities.spec import Keep, Kind


class Tombstone(TenantModel):
    """That somebody was removed: a keyed hash that knows them again in a restored backup, and says nothing else."""

    key = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now(), editable=False)

    KEEPS: ClassVar = (
        Keep(
            "key at",
            Kind.TECHNICAL,
            _("to remove somebody again when an older backup is put back"),
            _("13 months, longer than any backup"),
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "key"], name="one_tombstone_per_removal"),)
        indexes = (models.Index(fields=["municipality", "at"], name="tombstones_by_time"),)

    def __str__(self) -> str:
        return f"{self.key[:8]} ({self.at:%d-%m-%Y})"
