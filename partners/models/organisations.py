from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Membership
from portal.municipalities.models import Neighbourhood, TenantModel
from portal.municipalities.spec import Keep, Kind

WORK_TOGETHER = _("to know who works together for parents")


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

    KEEPS: ClassVar = (Keep("name kind neighbourhood", Kind.ORDINARY, WORK_TOGETHER, _("as long as we work together")),)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "name"], name="one_organisation_per_name"),)

    def __str__(self) -> str:
        return self.name


class OrganisationMember(TenantModel):
    """Ties a partner's membership to the organisation whose work they may see."""

    membership = models.OneToOneField(Membership, on_delete=models.PROTECT)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="members")

    KEEPS: ClassVar = (
        Keep("membership organisation", Kind.PERSONAL, WORK_TOGETHER, _("7 years after the role ended")),
    )

    def __str__(self) -> str:
        return f"{self.membership} · {self.organisation}"
