from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.municipalities.models import TenantModel
from portal.municipalities.spec import Keep, Kind

MAX_BYTES = 20_000_000


class FileQuerySet(models.QuerySet["File"]):
    """Named selections of files."""

    def expired(self) -> FileQuerySet:
        """Those whose time is over by the clock of the database."""
        return self.filter(expires_at__lte=Now())

    def current(self) -> FileQuerySet:
        """Those that may still be given to somebody."""
        return self.filter(expires_at__gt=Now())


class File(TenantModel):
    """Something uploaded or made, at most 20 MB, kept for a few days inside the database."""

    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    content = models.BinaryField()
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField()

    objects = FileQuerySet.as_manager()

    KEEPS: ClassVar = (
        Keep(
            "name content",
            Kind.PERSONAL,
            _("to read in or hand over what somebody asked for"),
            _("the day that the file itself names"),
        ),
        Keep(
            "media_type size sha256 created_at expires_at",
            Kind.TECHNICAL,
            _("to keep a file whole and remove it in time"),
            _("the day that the file itself names"),
        ),
    )

    class Meta:
        indexes = (models.Index(fields=["municipality", "expires_at"], name="file_by_expiry"),)
        constraints = (models.CheckConstraint(condition=models.Q(size__lte=MAX_BYTES), name="file_at_most_20_mb"),)

    def __str__(self) -> str:
        return self.name
