from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.formats import time_format
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partners.models.organisations import Organisation
from partners.spec.languages import LONGEST_CODE, names_of
from portal.files.models import File
from portal.municipalities.models import Neighbourhood, TenantModel
from portal.municipalities.spec import Keep, Kind
from portal.web.meanwhile import stamp_of

NO_HOURS = models.Q(starts=None, ends=None)
# Each said apart: a comparison with nothing is not false, and so would be let through.
HOURS = models.Q(weekday__isnull=False, starts__isnull=False, ends__isnull=False, starts__lt=models.F("ends"))
SHOWN = (
    "person", "role", "at", "place", "neighbourhood", "weekday", "starts", "ends", "times", "languages", "photo",
)  # fmt: skip


class Presence(TenantModel):
    """Who can be found where and when: a consulting hour, the contact person of a school."""

    class Weekday(models.IntegerChoices):
        MONDAY = 1, _("Monday")
        TUESDAY = 2, _("Tuesday")
        WEDNESDAY = 3, _("Wednesday")
        THURSDAY = 4, _("Thursday")
        FRIDAY = 5, _("Friday")
        SATURDAY = 6, _("Saturday")
        SUNDAY = 7, _("Sunday")

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="presences")
    person = models.CharField(max_length=80)
    role = models.CharField(max_length=80)
    at = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="visits")
    place = models.CharField(max_length=120, blank=True)
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, null=True, blank=True)
    weekday = models.PositiveSmallIntegerField(choices=Weekday, null=True, blank=True)
    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    times = models.CharField(max_length=160, blank=True)
    languages = ArrayField(models.CharField(max_length=LONGEST_CODE), default=list, blank=True)
    # Only with a yes of the person themselves it stands where everyone sees it.
    public = models.BooleanField(default=False)
    # Its organisation asks to make it public, and may not do that by itself; of who is public only the photo waits.
    waits = models.BooleanField(default=False)
    # Only when that person likes it; a file of its own, which goes at the latest after a year.
    photo = models.ForeignKey(
        File, on_delete=models.SET_NULL, null=True, blank=True, editable=False, db_index=False, related_name="+"
    )

    KEEPS: ClassVar = (
        Keep(
            "organisation person role at place neighbourhood weekday starts ends times languages public waits",
            Kind.PERSONAL,
            _("to tell parents whom they can find near them"),
            _("until somebody takes it away"),
        ),
        Keep(
            "photo",
            Kind.PERSONAL,
            _("to let parents recognise who is there"),
            _("until somebody takes it away, at most 12 months"),
        ),
    )

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=NO_HOURS | HOURS,
                name="presence_has_a_day_and_ends_after_its_start",
            ),
        )
        indexes = (models.Index(fields=["municipality", "neighbourhood"], name="presence_by_neighbourhood"),)

    def __str__(self) -> str:
        return self.person

    @property
    def stamp(self) -> str:
        """Short for what everyone would see of it."""
        return stamp_of(self, SHOWN)

    @property
    def photo_waits(self) -> bool:
        """Whether everyone sees this person, and the photo only after CJG looked at it."""
        return self.public and self.waits and self.photo_id is not None

    @property
    def where_in_words(self) -> str:
        """The building, and the room or the address."""
        return ", ".join(part for part in (str(self.at or ""), self.place) if part)

    @property
    def when_in_words(self) -> str:
        """The day with its hours, and what was written about it."""
        hours = ""
        if self.weekday and self.starts and self.ends:
            told = {"day": capfirst(self.get_weekday_display()), "start": _clock(self.starts), "end": _clock(self.ends)}
            hours = gettext("%(day)s from %(start)s to %(end)s") % told
        return ", ".join(part for part in (hours, self.times) if part)

    @property
    def languages_in_words(self) -> str:
        """Which languages this person speaks."""
        return names_of(self.languages)


def _clock(value: object) -> str:
    return time_format(value, "G.i")  # type: ignore[arg-type]  # a time of the clock
