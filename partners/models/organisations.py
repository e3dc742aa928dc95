from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from partners.spec.keys import LONGEST_ADDRESS
from partners.spec.languages import LONGEST_CODE, names_of
from portal.accounts.models import Membership
from portal.municipalities.models import Neighbourhood, TenantModel
from portal.municipalities.spec import Keep, Kind

WORK_TOGETHER = _("to know who works together for parents")
AS_LONG_AS = _("as long as we work together")


class Organisation(TenantModel):
    """A school, club, church, practice or service that works with parents."""

    class OrganisationKind(models.TextChoices):
        SCHOOL = "school", _("School")
        CHILDCARE = "childcare", _("Childcare")
        CLUB = "club", _("Club")
        FAITH = "faith", _("Church or mosque")
        HEALTH = "health", _("Midwife, doctor or health service")
        WELFARE = "welfare", _("Welfare")
        CJG = "cjg", _("Youth and family centre")
        OTHER = "other", _("Other")

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=OrganisationKind, default=OrganisationKind.OTHER)
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, null=True, blank=True)
    languages = ArrayField(models.CharField(max_length=LONGEST_CODE), default=list, blank=True)
    location = models.CharField(max_length=160, blank=True)
    phone = models.CharField(max_length=16, blank=True)
    email = models.EmailField(max_length=LONGEST_ADDRESS, blank=True)
    website = models.URLField(max_length=200, blank=True)
    times = models.CharField(max_length=160, blank=True)
    # One of its own people who sign in, or else somebody by name.
    contact = models.ForeignKey(
        "partners.OrganisationMember", on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    contact_name = models.CharField(max_length=120, blank=True)
    contact_role = models.CharField(max_length=80, blank=True)
    may_register = models.BooleanField(default=False)
    may_publish = models.BooleanField(default=False)

    KEEPS: ClassVar = (
        Keep("name kind neighbourhood languages location times website", Kind.ORDINARY, WORK_TOGETHER, AS_LONG_AS),
        Keep("phone email contact contact_name contact_role", Kind.PERSONAL, WORK_TOGETHER, AS_LONG_AS),
        Keep(
            "may_register may_publish",
            Kind.ORDINARY,
            _("to know what an organisation may do by itself"),
            AS_LONG_AS,
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "name"], name="one_organisation_per_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def languages_in_words(self) -> str:
        """Which languages are spoken there."""
        return names_of(self.languages)

    @property
    def contact_in_words(self) -> str:
        """Whom to ask for, with their role where it is known; empty when that is not told."""
        if self.contact:
            return str(self.contact.membership.user)
        return ", ".join(part for part in (self.contact_name, self.contact_role) if part)


class OrganisationMember(TenantModel):
    """Ties a partner's membership to the organisation whose work they may see."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")

    KEEPS: ClassVar = (Keep("membership organisation", Kind.PERSONAL, WORK_TOGETHER, _("until somebody ends the tie")),)

    def __str__(self) -> str:
        return str(self.membership.user)
