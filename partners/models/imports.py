from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.models.organisations import Organisation
from partners.models.parents import Consent
from portal.files.models import File
from portal.jobs.models import Job
from portal.municipalities.models import TenantModel
from portal.municipalities.spec import Keep, Kind


class SheetImport(TenantModel):
    """One list read in: where it came from, on what basis, and what became of its rows (counts only).

    Made when the list is uploaded; the job is there once somebody saw the preview and said go.
    """

    class Ground(models.TextChoices):
        """Why we may write to the parents on a list."""

        COLUMN = "column", _("The list says for each parent whether we may invite them")
        LIST = "list", _("The organisation asked all parents on the list, and they said yes")
        PUBLIC_TASK = "public_task", _("Inviting these parents is a task that the law gives to the municipality")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True)
    origin = models.CharField(max_length=80)
    basis = models.CharField(max_length=20, choices=Ground)
    file = models.ForeignKey(File, on_delete=models.SET_NULL, null=True, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True)
    # What a person chose: the words of a heading -> the field.
    chosen = models.JSONField(default=dict)
    # Rows that are done with; moves in the transaction of their batch, so that a killed job goes on from here.
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    stated_at = models.DateTimeField(auto_now_add=True)

    KEEPS: ClassVar = (
        Keep(
            "organisation origin basis file job chosen done created updated skipped refused stated_at",
            Kind.ORDINARY,
            _("to show where a list came from and on what basis it was used"),
            _("7 years; a day when nobody began to read it in"),
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "file"], name="one_import_per_file"),)

    def __str__(self) -> str:
        return f"{self.origin} ({self.stated_at:%d-%m-%Y})"

    @property
    def basis_of_consent(self) -> Consent.Basis:
        """What stands with each consent that comes from this list."""
        return Consent.Basis.PUBLIC_TASK if self.basis == self.Ground.PUBLIC_TASK else Consent.Basis.LIST
