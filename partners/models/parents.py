from __future__ import annotations

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.models.organisations import Organisation, OrganisationMember
from partners.spec import alike, keys
from portal.municipalities.models import Neighbourhood, TenantModel
from portal.municipalities.spec import Keep, Kind

INVITE = _("to invite parents to activities near them, in the way they chose")
IN_THEIR_WAY = _("to reach parents by the road and in the language they chose")
AFTER_LIFE = _("12 months after the last sign of life")


class ParentQuerySet(models.QuerySet["Parent"]):
    """Named selections of parents."""

    def reachable_by_mail(self) -> ParentQuerySet:
        """With an address that works, and who did not ask to be left alone."""
        return self.exclude(email_key="").filter(email_broken_at__isnull=True, stopped_at__isnull=True)


class Parent(TenantModel):
    """A mother, father, grandparent or foster parent: a partner of the municipality, never a file."""

    class Road(models.TextChoices):
        """How somebody can be reached."""

        MAIL = "mail", _("By e-mail")
        PHONE = "phone", _("By phone")
        LETTER = "letter", _("By letter")

    class Stage(models.TextChoices):
        """Where a parent says that they are; several at once where there are more children."""

        PREGNANT = "pregnant", _("Pregnant")
        BABY = "0-1", _("Child of 0 to 1 year")
        TODDLER = "1-2", _("Child of 1 to 2 years")
        YOUNG = "2-4", _("Child of 2 to 4 years")
        PRIMARY = "primary", _("Child in primary school")
        SECONDARY = "secondary", _("Child in secondary school")
        ADULT = "18+", _("Child of 18 or older")

    name = models.CharField(max_length=keys.LONGEST_NAME)
    # How names are recognised, searched and put in order; follows from the name.
    name_key = models.CharField(max_length=keys.LONGEST_NAME, editable=False)
    email = models.EmailField(max_length=keys.LONGEST_ADDRESS, blank=True)
    email_key = models.CharField(max_length=keys.LONGEST_ADDRESS, blank=True, editable=False)
    email_broken_at = models.DateTimeField(null=True, blank=True, editable=False)
    # By which entries that may be one parent stand together; follow from name and postcode.
    same_key = models.CharField(max_length=alike.LONGEST_KEY, blank=True, editable=False)
    near_key = models.CharField(max_length=alike.LONGEST_KEY, blank=True, editable=False)
    phone = models.CharField(max_length=16, blank=True)
    # True: it worked; False: it did not; None: nobody knows yet.
    phone_works = models.BooleanField(null=True, blank=True)
    letter_address = models.CharField(max_length=200, blank=True)
    letter_works = models.BooleanField(null=True, blank=True)
    prefers = models.CharField(max_length=6, choices=Road, blank=True)
    language = models.CharField(max_length=12, blank=True)
    # What the parent chose, never a guess from a list or a date.
    stages = ArrayField(models.CharField(max_length=9, choices=Stage), default=list, blank=True)
    # The familiar face through whom the parent chose to be asked.
    via_member = models.ForeignKey(OrganisationMember, on_delete=models.SET_NULL, null=True, blank=True)
    via_organisation = models.ForeignKey(Organisation, on_delete=models.SET_NULL, null=True, blank=True)
    postcode = models.CharField(max_length=4, blank=True)
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, null=True, blank=True)
    stopped_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # What is left of signs of life whose own rows went before this parent does.
    last_sign_on = models.DateField(null=True, blank=True, editable=False)

    objects = ParentQuerySet.as_manager()
    KEEPS: ClassVar = (
        Keep("name name_key email email_key phone letter_address", Kind.PERSONAL, INVITE, AFTER_LIFE),
        Keep(
            "same_key near_key",
            Kind.PERSONAL,
            _("to know each parent once, and to take that back when it was a mistake"),
            AFTER_LIFE,
        ),
        Keep("language postcode neighbourhood", Kind.PERSONAL, INVITE, AFTER_LIFE),
        Keep("prefers phone_works letter_works", Kind.PERSONAL, IN_THEIR_WAY, AFTER_LIFE),
        Keep(
            "stages via_member via_organisation",
            Kind.PERSONAL,
            _("to offer what fits, by whom the parent trusts; only when the parent chose so"),
            AFTER_LIFE,
        ),
        Keep("last_sign_on", Kind.PERSONAL, _("to know when somebody may be forgotten"), AFTER_LIFE),
        Keep(
            "email_broken_at stopped_at created_at",
            Kind.PERSONAL,
            _("to leave parents alone who ask for it or whose address does not work"),
            AFTER_LIFE,
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
            models.Index(fields=["municipality", "same_key", "id"], condition=~Q(same_key=""), name="parents_same"),
            models.Index(fields=["municipality", "near_key", "id"], condition=~Q(near_key=""), name="parents_near"),
            models.Index(fields=["municipality", "neighbourhood"], name="parents_by_neighbourhood"),
        )

    def __str__(self) -> str:
        return self.name

    def with_keys(self) -> Self:
        """This parent with the keys that follow from name, address and postcode, for statements that skip `save`."""
        self.name_key, self.email_key = keys.name_key(self.name), keys.email_key(self.email)
        found = dict(alike.keys_of(self.name_key, self.phone, self.postcode))
        self.same_key, self.near_key = found.get(alike.NAME, ""), found.get(alike.NEAR, "")
        return self

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Keep the keys true to name, address and postcode."""
        self.with_keys()
        chosen = set(kwargs.get("update_fields") or ())
        if chosen & {"name", "email", "postcode"}:
            kwargs["update_fields"] = chosen | {"name_key", "email_key", "same_key", "near_key"}
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
