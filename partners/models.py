from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from portal.files.models import File
from portal.jobs.models import Job

from portal.accounts.models import Membership
from portal.municipalities.models import Neighbourhood, TenantModel
from portal.municipalities.spec import Keep, Kind

WORK_TOGETHER = _("to know who works together for parents")
INVITE = _("to invite parents to activities near them, in the way they chose")


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


class ParentQuerySet(models.QuerySet["Parent"]):
    """Named selections of parents."""

    def reachable_by_mail(self) -> ParentQuerySet:
        """With an address that works, and who did not ask to be left alone."""
        return self.exclude(email_key="").filter(email_broken_at__isnull=True, stopped_at__isnull=True)


class Parent(TenantModel):
    """A mother, father, grandparent or foster parent: a partner of the municipality, never a file."""

    name = models.CharField(max_length=120)
    email = models.EmailField(blank=True)
    # Lower case and trimmed: looked up under the policy, where citext could not use an index.
    email_key = models.CharField(max_length=254, blank=True, editable=False)
    email_broken_at = models.DateTimeField(null=True, blank=True, editable=False)
    phone = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=12, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ParentQuerySet.as_manager()
    KEEPS: ClassVar = (
        Keep("name email email_key phone", Kind.PERSONAL, INVITE, _("12 months after the last sign of life")),
        Keep("language postcode neighbourhood", Kind.PERSONAL, INVITE, _("12 months after the last sign of life")),
        Keep(
            "email_broken_at stopped_at created_at",
            Kind.PERSONAL,
            _("to leave parents alone who ask for it or whose address does not work"),
            _("12 months after the last sign of life"),
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "email_key"], condition=~Q(email_key=""), name="one_parent_per_address"
            ),
        )
        indexes = (models.Index(fields=["municipality", "phone"], name="parent_by_phone"),)

    def __str__(self) -> str:
        return self.name


class Consent(TenantModel):
    """What a parent agreed to, or the basis a list came with; only added to, the last one counts."""

    class Basis(models.TextChoices):
        PARENT = "parent", _("The parent said so")
        LIST = "list", _("The organisation that sent the list asked the parents")
        PUBLIC_TASK = "public_task", _("Task of the municipality by law")

    parent = models.ForeignKey(Parent, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=30)
    given = models.BooleanField()
    basis = models.CharField(max_length=20, choices=Basis)
    text_version = models.CharField(max_length=20)
    source = models.CharField(max_length=80)
    at = models.DateTimeField(auto_now_add=True)

    KEEPS: ClassVar = (
        Keep(
            "parent purpose given basis text_version source at",
            Kind.PERSONAL,
            _("to show that we may write to somebody"),
            _("as long as the parent is known here"),
        ),
    )

    class Meta:
        indexes = (models.Index(fields=["municipality", "parent", "purpose", "-at"], name="last_consent_first"),)

    def __str__(self) -> str:
        return f"{self.purpose}: {'yes' if self.given else 'no'}"


class SheetImport(TenantModel):
    """One list read in: where it came from, on what basis, and what became of its rows (counts only)."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True)
    origin = models.CharField(max_length=120)
    basis = models.CharField(max_length=20, choices=Consent.Basis)
    file = models.ForeignKey(File, on_delete=models.SET_NULL, null=True, blank=True)
    job = models.ForeignKey(Job, on_delete=models.SET_NULL, null=True, blank=True)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    started_at = models.DateTimeField(auto_now_add=True)

    KEEPS: ClassVar = (
        Keep(
            "organisation origin basis file job created updated skipped refused started_at",
            Kind.ORDINARY,
            _("to show where a list came from and on what basis it was used"),
            _("7 years"),
        ),
    )

    def __str__(self) -> str:
        return f"{self.origin} ({self.started_at:%d-%m-%Y})"
