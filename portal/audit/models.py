from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.municipalities.models import TenantModel
from portal.municipalities.spec import Keep, Kind

ACCOUNT_FOR = _("to account for who did what with whose data")
SEVEN_YEARS = _("7 years")


class IdRanges(models.TextField):  # type: ignore[type-arg]  # Django's own is no generic when it runs
    """Row ids as PostgreSQL writes a set of ranges; only SQL makes and reads them."""

    def db_type(self, connection: Any) -> str:  # noqa: ARG002 - Django's signature
        """The type of the column."""
        return "int8multirange"


class AuditEntry(TenantModel):
    """One thing that somebody did or read: ids and field names, never a value. Inserted, never changed."""

    action = models.CharField(max_length=60)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField(null=True)
    subject_public_id = models.UUIDField(null=True)
    fields = models.JSONField(default=list)
    result = models.CharField(max_length=20)
    origin = models.CharField(max_length=64, blank=True)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.BigIntegerField(null=True)
    at = models.DateTimeField(db_default=Now(), editable=False)

    KEEPS: ClassVar = (
        Keep("action fields result at", Kind.ORDINARY, ACCOUNT_FOR, SEVEN_YEARS),
        Keep(
            "subject_kind subject_id subject_public_id actor_kind actor_id origin",
            Kind.PERSONAL,
            ACCOUNT_FOR,
            SEVEN_YEARS,
        ),
    )

    class Meta:
        indexes = (
            models.Index(fields=["municipality", "at"], name="audit_by_time"),
            models.Index(fields=["municipality", "action", "at"], name="audit_by_action"),
            models.Index(fields=["municipality", "actor_kind", "actor_id", "at"], name="audit_by_actor"),
            models.Index(fields=["municipality", "subject_kind", "subject_id"], name="audit_by_subject"),
        )

    def __str__(self) -> str:
        return f"{self.action} {self.subject_kind} {self.subject_id}"


class AuditSeal(TenantModel):
    """A link of the chain: the hash over some entries and over the link before it. Inserted, never changed."""

    number = models.BigIntegerField()
    entries = IdRanges()
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField()
    count = models.IntegerField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)
    at = models.DateTimeField(db_default=Now(), editable=False)

    KEEPS: ClassVar = (
        Keep(
            "number entries first_id last_id count previous hash at",
            Kind.TECHNICAL,
            _("to show that nobody changed what is kept of who did what"),
            SEVEN_YEARS,
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "number"], name="one_seal_per_number"),)
        indexes = (models.Index(fields=["municipality", "last_id"], name="seal_by_last_entry"),)

    def __str__(self) -> str:
        return f"{self.number} {self.hash[:12]}"
