from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models import Organisation
from portal.files.models import File
from portal.jobs.models import Job
from portal.municipalities.models import TenantModel
from portal.municipalities.spec import UNDO_WITHIN, Keep, Kind
from programmes.spec.figures import FEWEST


class FigureList(TenantModel):
    """One table of figures read in: who made it, how its columns are read, what became of it (counts only)."""

    origin = models.CharField(max_length=80)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True)
    file = models.ForeignKey(File, on_delete=models.SET_NULL, null=True, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True)
    encoding = models.CharField(max_length=20, blank=True)
    # What a person chose: the words of a heading -> the field; and what holds where the table does not say it.
    chosen = models.JSONField(default=dict)
    area = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    # Figures that are done with; moves in the transaction of their batch, so that a killed job goes on from here.
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    stated_at = models.DateTimeField(auto_now_add=True)
    undone_at = models.DateTimeField(null=True, blank=True, editable=False)

    KEEPS: ClassVar = (
        Keep(
            "origin organisation file job encoding chosen area year done created updated skipped refused stated_at "
            "undone_at",
            Kind.ORDINARY,
            _("to show where figures came from, and to take them back when they were wrong"),
            _("7 years; a day when nobody began to read it in"),
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "file"], name="one_figure_list_per_file"),)

    def __str__(self) -> str:
        return f"{self.origin} ({self.stated_at:%d-%m-%Y})"

    @property
    def undo_until_passed(self) -> bool:
        """Whether it is too late to take the whole list back."""
        return timezone.now() > self.stated_at + UNDO_WITHIN


class Figure(TenantModel):
    """Which share of those who answered said this, as one list told it; a newer list does not remove it.

    Never of fewer than five people.
    """

    came_from = models.ForeignKey(FigureList, on_delete=models.CASCADE, related_name="figures")
    topic = models.CharField(max_length=120, blank=True)
    question = models.CharField(max_length=300)
    age = models.CharField(max_length=60, blank=True)
    area = models.CharField(max_length=120, blank=True)
    year = models.PositiveSmallIntegerField(null=True, blank=True)
    share = models.FloatField()
    n = models.PositiveIntegerField(null=True, blank=True)

    KEEPS: ClassVar = (
        Keep(
            "came_from topic question age area year share n",
            Kind.ORDINARY,
            _("to talk with parents about how the young are doing, and to see what changes"),
            _("7 years after it was read in"),
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "came_from", "topic", "question", "age", "area", "year"],
                name="one_figure_per_list_and_question",
                nulls_distinct=False,
            ),
            models.CheckConstraint(condition=Q(share__gte=0, share__lte=1), name="figure_is_a_share"),
            models.CheckConstraint(condition=Q(n=None) | Q(n__gte=FEWEST), name="figure_of_five_people_or_more"),
        )
        indexes = (models.Index(fields=["municipality", "topic", "question"], name="figure_by_topic"),)

    def __str__(self) -> str:
        return self.question
