from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models import Organisation
from portal.files.models import File
from portal.jobs.models import Job
from portal.municipalities.models import TenantModel
from portal.municipalities.spec import UNDO_WITHIN, Keep, Kind


class ListKind(models.TextChoices):
    """What a list tells."""

    MEETINGS = "meetings", _("Meetings")
    CAME = "came", _("Who came")


class MeetingList(TenantModel):
    """One list read in: where it came from, how its columns are read, what became of it (counts only).

    Of meetings it counts rows, of who came it counts days, and `series` says of which meetings they were.
    """

    kind = models.CharField(max_length=10, choices=ListKind, default=ListKind.MEETINGS)
    series = models.ForeignKey("activities.Series", on_delete=models.CASCADE, null=True, blank=True, related_name="+")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True)
    origin = models.CharField(max_length=80)
    file = models.ForeignKey(File, on_delete=models.SET_NULL, null=True, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    # What a person chose: the words of a heading -> the field; and what holds where the list does not say it.
    chosen = models.JSONField(default=dict)
    place = models.CharField(max_length=160, blank=True)
    places = models.PositiveIntegerField(default=20)
    minutes = models.PositiveSmallIntegerField(default=90)
    # Rows that are done with; moves in the transaction of their batch, so that a killed job goes on from here.
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    stated_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True, editable=False)

    KEEPS: ClassVar = (
        Keep(
            "kind series organisation origin file job encoding chosen place places minutes done created skipped "
            "refused stated_at undone_at",
            Kind.ORDINARY,
            _("to show where meetings came from, and to take them back when they were wrong"),
            _("7 years; a day when nobody began to read it in"),
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "file"], name="one_meeting_list_per_file"),)

    def __str__(self) -> str:
        return f"{self.origin} ({self.stated_at:%d-%m-%Y})"

    @property
    def undo_until_passed(self) -> bool:
        """Whether it is too late to take the whole list back."""
        return timezone.now() > self.stated_at + UNDO_WITHIN


class RememberedColumns(TenantModel):
    """How a person said that the columns of an organisation's lists are to be read; without one, of all lists."""

    kind = models.CharField(max_length=10, choices=ListKind, default=ListKind.MEETINGS)
    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, null=True, blank=True)
    chosen = models.JSONField(default=dict)

    KEEPS: ClassVar = (
        Keep(
            "kind organisation chosen",
            Kind.ORDINARY,
            _("to read the next list of the same organisation as the last one"),
            _("as long as we work together"),
        ),
    )

    class Meta:
        verbose_name_plural = "remembered columns"
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "kind", "organisation"],
                name="columns_once_per_organisation",
                nulls_distinct=False,
            ),
        )

    def __str__(self) -> str:
        return str(self.organisation or "-")
