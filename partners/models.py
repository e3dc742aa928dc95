from __future__ import annotations

from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.spec import keys
from portal.accounts.models import Membership
from portal.files.models import File
from portal.jobs.models import Job
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

    name = models.CharField(max_length=keys.LONGEST_NAME)
    # How names are recognised, searched and put in order; follows from the name.
    name_key = models.CharField(max_length=keys.LONGEST_NAME, editable=False)
    email = models.EmailField(max_length=keys.LONGEST_ADDRESS, blank=True)
    email_key = models.CharField(max_length=keys.LONGEST_ADDRESS, blank=True, editable=False)
    email_broken_at = models.DateTimeField(null=True, blank=True, editable=False)
    phone = models.CharField(max_length=16, blank=True)
    language = models.CharField(max_length=12, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ParentQuerySet.as_manager()
    KEEPS: ClassVar = (
        Keep("name name_key email email_key phone", Kind.PERSONAL, INVITE, _("12 months after the last sign of life")),
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
            models.UniqueConstraint(
                fields=["municipality", "phone", "name_key"],
                condition=Q(email_key="") & ~Q(phone=""),
                name="one_parent_per_phone_and_name",
            ),
        )
        indexes = (
            models.Index(fields=["municipality", "phone"], name="parents_by_phone"),
            models.Index(fields=["municipality", "name_key", "id"], name="parents_by_name"),
            models.Index(fields=["municipality", "neighbourhood"], name="parents_by_neighbourhood"),
        )

    def __str__(self) -> str:
        return self.name

    def with_keys(self) -> Self:
        """This parent with the keys that follow from name and address, for statements that skip `save`."""
        self.name_key, self.email_key = keys.name_key(self.name), keys.email_key(self.email)
        return self

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the keys true to name and address."""
        self.with_keys()
        chosen = set(kwargs.get("update_fields") or ())
        if chosen & {"name", "email"}:
            kwargs["update_fields"] = chosen | {"name_key", "email_key"}
        super().save(*args, **kwargs)


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
        indexes = (models.Index(fields=["municipality", "parent", "purpose", "-id"], name="last_consent_first"),)

    def __str__(self) -> str:
        return f"{self.purpose}: {'yes' if self.given else 'no'}"


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
    # Rows that are done with; moves in the transaction of their batch, so that a killed job goes on from here.
    done = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    updated = models.PositiveIntegerField(default=0)
    skipped = models.PositiveIntegerField(default=0)
    refused = models.PositiveIntegerField(default=0)
    stated_at = models.DateTimeField(auto_now_add=True)

    KEEPS: ClassVar = (
        Keep(
            "organisation origin basis file job done created updated skipped refused stated_at",
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
