from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models.organisations import Organisation
from partners.models.parents import Parent
from portal.accounts.models import User
from portal.municipalities.models import TenantModel
from portal.municipalities.spec import Keep, Kind


class Promise(TenantModel):
    """What somebody of the staff promised, to be done by a day; the list empties."""

    what = models.CharField(max_length=120)
    parent = models.ForeignKey(Parent, on_delete=models.CASCADE, null=True, blank=True, related_name="promises")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True)
    by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    due = models.DateField()
    # Of the form it was sent with: the same form sent twice is one promise.
    form_key = models.UUIDField(editable=False)
    done_at = models.DateTimeField(null=True, blank=True, editable=False)

    KEEPS: ClassVar = (
        Keep(
            "what parent organisation by due form_key done_at",
            Kind.PERSONAL,
            _("to keep what was promised"),
            _("3 months after it was done, or had to be"),
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "form_key"], name="one_promise_per_form"),)
        indexes = (
            models.Index(fields=["municipality", "by", "due"], condition=Q(done_at=None), name="open_promises"),
            models.Index(fields=["municipality", "done_at"], name="promises_done"),
        )

    @property
    def late(self) -> bool:
        """Whether its day is over."""
        return self.done_at is None and self.due < timezone.localdate()

    def __str__(self) -> str:
        return f"{self.what} ({self.due:%d-%m-%Y})"
