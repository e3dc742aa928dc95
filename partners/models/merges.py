from __future__ import annotations

from typing import ClassVar

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from partners.models.parents import Parent
from portal.accounts.models import User
from portal.municipalities.models import TenantModel
from portal.municipalities.spec import Keep, Kind

ONCE = _("to know each parent once, and to take that back when it was a mistake")


class Merge(TenantModel):
    """Two entries that were one parent: what became of the one that went, so that it can come back for a week."""

    kept = models.ForeignKey(Parent, on_delete=models.CASCADE, related_name="merges")
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    # The entry that went with what hung on it and could not move, as rows.
    gone = models.JSONField(encoder=DjangoJSONEncoder)
    # What moved along: table to numbers of rows; and how the fields of the one that stayed were before and after.
    moved = models.JSONField(default=dict)
    filled = models.JSONField(default=dict, encoder=DjangoJSONEncoder)
    at = models.DateTimeField(db_default=Now(), editable=False)

    KEEPS: ClassVar = (Keep("kept by gone moved filled at", Kind.PERSONAL, ONCE, _("a week")),)

    class Meta:
        indexes = (models.Index(fields=["municipality", "at"], name="merges_by_time"),)

    def __str__(self) -> str:
        return f"{self.kept_id} ({self.at:%d-%m-%Y})"


class MergedInto(TenantModel):
    """Under which public number an entry was known that became another: links and backups may hold it for years."""

    # The public number of the entry that went.
    old = models.UUIDField()
    kept = models.ForeignKey(Parent, on_delete=models.CASCADE, related_name="merged_from")

    KEEPS: ClassVar = (
        Keep(
            "old kept",
            Kind.PERSONAL,
            _("to let a stop in an older mail count, and to remove older copies along"),
            _("as long as the parent is known here"),
        ),
    )

    class Meta:
        verbose_name_plural = "merged into"
        constraints = (models.UniqueConstraint(fields=["municipality", "old"], name="one_parent_per_old_number"),)

    def __str__(self) -> str:
        return f"{self.old}"


class TwoPeople(TenantModel):
    """Two parents who look alike and of whom somebody said that they are two."""

    one = models.ForeignKey(Parent, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Parent, on_delete=models.CASCADE, related_name="+")

    KEEPS: ClassVar = (Keep("one other", Kind.PERSONAL, ONCE, _("as long as both parents are known here")),)

    class Meta:
        verbose_name_plural = "two people"
        constraints = (
            models.UniqueConstraint(fields=["municipality", "one", "other"], name="two_people_said_once"),
            models.CheckConstraint(condition=Q(one__lt=F("other")), name="two_people_in_order"),
        )

    def __str__(self) -> str:
        return f"{self.one_id} ≠ {self.other_id}"
