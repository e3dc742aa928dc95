from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from activities.models import Series
from portal.municipalities.models import Neighbourhood, TenantModel
from portal.municipalities.spec import Keep, Kind

STEER = _("to plan a programme and see whom it reaches")


class Programme(TenantModel):
    """A method adopted by a municipality: it keeps the plan it started with, whatever the method becomes."""

    class State(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        RUNNING = "running", _("Running")
        CLOSED = "closed", _("Closed")

    method = models.CharField(max_length=60)
    method_version = models.PositiveIntegerField()
    name = models.CharField(max_length=120)
    plan = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.RUNNING)
    adopted_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)

    KEEPS: ClassVar = (
        Keep(
            "method method_version name plan state adopted_at closed_at",
            Kind.ORDINARY,
            STEER,
            _("7 years after closing"),
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "name"], condition=~Q(state="closed"), name="one_open_programme_per_name"
            ),
        )

    def __str__(self) -> str:
        return self.name


class ProgrammeNeighbourhood(TenantModel):
    """A neighbourhood that a programme is meant for."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="areas")
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, related_name="+")

    KEEPS: ClassVar = (Keep("programme neighbourhood", Kind.ORDINARY, STEER, _("7 years after closing")),)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "programme", "neighbourhood"], name="one_row_per_programme_and_neighbourhood"
            ),
        )

    def __str__(self) -> str:
        return f"{self.programme} · {self.neighbourhood}"


class ProgrammeSeries(TenantModel):
    """Ties a series to the programme and phase it belongs to; the series itself does not know."""

    series = models.OneToOneField(Series, on_delete=models.CASCADE)
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="series_links")
    phase = models.CharField(max_length=60)

    KEEPS: ClassVar = (Keep("series programme phase", Kind.ORDINARY, STEER, _("7 years after closing")),)

    class Meta:
        verbose_name_plural = "programme series"

    def __str__(self) -> str:
        return f"{self.programme} · {self.series}"
