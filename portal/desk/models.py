"""What a privacy officer keeps: how long each kind of data stays, who works for us with data, and what went wrong."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.municipalities.models import TenantModel
from portal.municipalities.spec import Keep, Kind, Term

REPORT_WITHIN = timedelta(hours=72)
AS_LONG_AS_HERE = _("as long as the municipality works with the portal")


class KeptTerm(TenantModel):
    """How long one kind of data stays here, and when what was over last went."""

    kind = models.CharField(max_length=30)
    # None: as long as the portal proposes.
    months = models.PositiveSmallIntegerField(null=True, blank=True)
    ran_on = models.DateField(null=True, editable=False)
    # Of the turn that is not done yet; becomes `removed` when it is.
    removing = models.PositiveIntegerField(default=0, editable=False)
    removed = models.PositiveIntegerField(default=0, editable=False)

    KEEPS: ClassVar = (
        Keep(
            "kind months ran_on removing removed",
            Kind.ORDINARY,
            _("to remove in time what was kept long enough, and to show that it happened"),
            AS_LONG_AS_HERE,
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "kind"], name="one_term_per_kind"),)

    def __str__(self) -> str:
        return self.kind

    def months_of(self, term: Term) -> int:
        """How long that kind stays here: what was chosen, within the bounds of now, or as the portal proposes."""
        return min(max(self.months or term.months, term.least), term.most)


class Processor(TenantModel):
    """An organisation that works with data for the municipality, under an agreement that may end."""

    name = models.CharField(max_length=120)
    service = models.CharField(max_length=200)
    data = models.CharField(max_length=200)
    agreed_on = models.DateField(null=True, blank=True)
    agreed_until = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True, editable=False)

    KEEPS: ClassVar = (
        Keep(
            "name service data agreed_on agreed_until ended_on",
            Kind.ORDINARY,
            _("to show who works with data for the municipality"),
            _("7 years after the work ended"),
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "name"], condition=models.Q(ended_on=None), name="one_live_processor_per_name"
            ),
        )

    @property
    def agreement_over(self) -> bool:
        """Whether it still works with data while its agreement is over."""
        return not self.ended_on and bool(self.agreed_until and self.agreed_until < timezone.localdate())

    def __str__(self) -> str:
        return self.name


class Breach(TenantModel):
    """That data were lost or seen by who should not: what, when, about how many; never about whom."""

    what = models.CharField(max_length=300)
    # Which data, and of whom, in kinds; and what it may mean for them.
    data = models.CharField(max_length=200, blank=True)
    consequences = models.CharField(max_length=300, blank=True)
    measures = models.CharField(max_length=300, blank=True)
    people = models.PositiveIntegerField()
    found_at = models.DateTimeField()
    reported_at = models.DateTimeField(null=True, blank=True)
    # Why it was not reported, where nobody is harmed by it.
    not_reported = models.CharField(max_length=300, blank=True)
    people_told_on = models.DateField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    # Of the form it was written on, so that two presses are one.
    form_key = models.UUIDField(default=uuid.uuid4, editable=False)

    KEEPS: ClassVar = (
        Keep(
            "what data consequences measures people found_at reported_at not_reported people_told_on closed_at "
            "form_key",
            Kind.ORDINARY,
            _("to account for data that were lost or seen by who should not"),
            _("7 years after it was closed"),
        ),
    )

    class Meta:
        verbose_name_plural = "breaches"
        constraints = (models.UniqueConstraint(fields=["municipality", "form_key"], name="one_breach_per_form"),)
        indexes = (models.Index(fields=["municipality", "-found_at"], name="breaches_latest_first"),)

    def __str__(self) -> str:
        return self.what

    @property
    def report_before(self) -> datetime:
        """Until when it can be reported in time."""
        return self.found_at + REPORT_WITHIN

    @property
    def hours_left(self) -> int:
        """Whole hours left to report it; below 0 when it is too late."""
        return int((self.report_before - timezone.now()).total_seconds() // 3600)

    @property
    def waits_for_report(self) -> bool:
        """Whether it still has to be reported, or be said why not."""
        return not (self.reported_at or self.not_reported or self.closed_at)

    @property
    def reported_in_time(self) -> bool:
        """Whether it was reported within the term."""
        return self.reported_at is not None and self.reported_at <= self.report_before
