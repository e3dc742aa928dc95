from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.municipalities import tenant
from portal.municipalities.spec import Keep, Kind

PUBLIC_FACTS = _("to know which municipality an address belongs to")
AS_LONG_AS_THE_PORTAL = _("as long as the portal runs")
AS_LONG_AS_CHOSEN = _("until the municipality chooses otherwise")


class Region(models.Model):
    """Municipalities that work together: a health region, a youth region, a group of towns."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=40)

    KEEPS: ClassVar = (Keep("name kind", Kind.ORDINARY, PUBLIC_FACTS, AS_LONG_AS_THE_PORTAL),)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["kind", "name"], name="one_region_per_kind_and_name"),)

    def __str__(self) -> str:
        return self.name


class Municipality(models.Model):
    """One municipality by its CBS code; after a merger it stays, with its last day and its successor."""

    code = models.CharField(max_length=6, unique=True)
    name = models.CharField(max_length=80)
    slug = models.SlugField(max_length=80, unique=True)
    province = models.CharField(max_length=20)
    region = models.ForeignKey(Region, on_delete=models.PROTECT, null=True, blank=True)
    population = models.PositiveIntegerField(null=True, blank=True)
    population_basis = models.CharField(max_length=40, blank=True)
    births = models.PositiveIntegerField(null=True, blank=True)
    births_basis = models.CharField(max_length=40, blank=True)
    youth_0_17 = models.PositiveIntegerField(null=True, blank=True)
    youth_12_17 = models.PositiveIntegerField(null=True, blank=True)
    school_holiday_region = models.CharField(max_length=20)
    house_style = models.CharField(max_length=20, blank=True)
    # Whether colleagues can sign in with the account of their work; its settings are the municipality's own.
    work_accounts = models.BooleanField(default=False)
    public_name = models.CharField(max_length=80, blank=True)
    contact_phone = models.CharField(max_length=20, blank=True)
    contact_email = models.EmailField(blank=True)
    # What parents may choose beside Dutch, and the municipality's own words: by key, then by language. On this row,
    # because nearly every page and mail speaks with them.
    languages = models.JSONField(default=list, blank=True)
    own_texts = models.JSONField(default=dict, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    successor = models.ForeignKey("self", on_delete=models.PROTECT, null=True, blank=True)

    KEEPS: ClassVar = (
        Keep(
            "code name slug province region population population_basis births births_basis youth_0_17 youth_12_17"
            " school_holiday_region house_style work_accounts public_name contact_phone contact_email"
            " languages own_texts valid_from valid_until successor",
            Kind.ORDINARY,
            PUBLIC_FACTS,
            AS_LONG_AS_THE_PORTAL,
        ),
    )

    class Meta:
        ordering = ("name",)

    def __str__(self) -> str:
        return self.name


class Neighbourhood(models.Model):
    """A CBS district (wijk) in one year's division, with the four-digit postcodes that mainly lie in it."""

    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="neighbourhoods")
    code = models.CharField(max_length=20)
    name = models.CharField(max_length=80)
    year = models.PositiveSmallIntegerField()
    postcodes = models.JSONField(default=list, blank=True)

    KEEPS: ClassVar = (
        Keep("municipality code name year postcodes", Kind.ORDINARY, PUBLIC_FACTS, AS_LONG_AS_THE_PORTAL),
    )

    class Meta:
        ordering = ("name",)
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "code", "year"], name="one_neighbourhood_per_code_and_year"
            ),
        )

    def __str__(self) -> str:
        return self.name


class TenantModel(models.Model):
    """The base of every table that belongs to one municipality; the database keeps the rows apart."""

    municipality = models.ForeignKey(
        Municipality,
        on_delete=models.PROTECT,
        related_name="+",
        editable=False,
        db_index=False,  # every unique key and index of a tenant table starts with it
        default=tenant.active_id,
    )
    public_id = models.UUIDField(default=uuid.uuid4, editable=False)

    KEEPS: ClassVar[tuple[Keep, ...]] = ()

    class Meta:
        abstract = True

    def validate_constraints(self, exclude: Any = None) -> None:
        """Check unique keys too, although they start with the municipality, which no form shows."""
        super().validate_constraints(exclude=set(exclude or ()) - {"municipality"})


class OwnStyle(TenantModel):
    """The house style that a municipality made itself: the values of the design tokens, in their order."""

    class Font(models.TextChoices):
        NOTO = "noto", _("Noto Sans: the same for everyone")
        DEVICE = "device", _("The letter of somebody's own device")
        SERIF = "serif", _("A letter with serifs, of somebody's own device")

    values = models.JSONField(default=list)
    font = models.CharField(max_length=10, choices=Font, default=Font.NOTO)
    digest = models.CharField(max_length=12)
    instead_of = models.CharField(max_length=20, blank=True)
    changed_at = models.DateTimeField(auto_now=True)

    KEEPS: ClassVar = (
        Keep(
            "values font digest instead_of changed_at",
            Kind.ORDINARY,
            _("to let pages look like those of the municipality"),
            _("until it chooses another look"),
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality"], name="one_own_style"),)

    def __str__(self) -> str:
        return self.digest


class QuietTimes(TenantModel):
    """When the municipality writes to nobody who did not just ask for it: hours of the clock, and whole days."""

    starts = models.TimeField(null=True, blank=True)
    ends = models.TimeField(null=True, blank=True)
    sundays = models.BooleanField(default=False)
    national = models.BooleanField(default=False)

    KEEPS: ClassVar = (
        Keep(
            "starts ends sundays national", Kind.ORDINARY, _("to leave people alone at these times"), AS_LONG_AS_CHOSEN
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality"], name="one_quiet_times"),)

    def __str__(self) -> str:
        return f"{self.starts} - {self.ends}"


class FeastDay(TenantModel):
    """A day on which the municipality leaves people alone, beside those of the whole country."""

    date = models.DateField()
    name = models.CharField(max_length=80)

    KEEPS: ClassVar = (Keep("date name", Kind.ORDINARY, _("to leave people alone at these times"), AS_LONG_AS_CHOSEN),)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "date"], name="one_feast_per_day"),)

    def __str__(self) -> str:
        return self.name
