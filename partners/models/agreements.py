from __future__ import annotations

from hashlib import sha256
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from partners.models.organisations import Organisation
from portal.accounts.models import Membership
from portal.municipalities.models import TenantModel
from portal.municipalities.spec import Keep, Kind

TO_AGREE = _("to hold on to what organisations agreed with each other")
AFTER_END = _("7 years after the agreement ended")
LONGEST_TERM = 600


class Agreement(TenantModel):
    """What two organisations, or one and the municipality, agree on: its versions hold the words."""

    first = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="agreements")
    # Without a second organisation the municipality is the other side.
    second = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    KEEPS: ClassVar = (Keep("first second made_at ended_at", Kind.ORDINARY, TO_AGREE, AFTER_END),)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=models.Q(second__isnull=True) | ~models.Q(first=models.F("second")),
                name="agreement_is_between_two",
            ),
        )

    def __str__(self) -> str:
        return gettext("%(one)s and %(other)s") % {"one": self.first, "other": self.other_side}

    @property
    def other_side(self) -> str:
        """The name of the second side."""
        return str(self.second) if self.second else gettext("the municipality")


class AgreementVersion(TenantModel):
    """The words of an agreement, and who signed them; other words are another version."""

    class Subject(models.TextChoices):
        INVITING = "inviting", _("Inviting parents")
        TOGETHER = "together", _("Doing something together for parents")
        INTRODUCING = "introducing", _("Introducing parents to each other's people")
        INFORMING = "informing", _("Keeping each other informed")
        ROOMS = "rooms", _("Rooms and materials")

    class State(models.TextChoices):
        DRAFT = "draft", _("In preparation")
        WAITING = "waiting", _("Still waits")
        AGREED = "agreed", _("Agreed")
        ENDED = "ended", _("Ended")

    agreement = models.ForeignKey(Agreement, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    subjects = ArrayField(models.CharField(max_length=12, choices=Subject), default=list)
    what_we_tell = models.CharField(max_length=LONGEST_TERM)
    who_tells = models.CharField(max_length=LONGEST_TERM)
    told_back = models.CharField(max_length=LONGEST_TERM)
    privacy = models.CharField(max_length=LONGEST_TERM)
    review_on = models.DateField()
    made_at = models.DateTimeField(auto_now_add=True)
    first_signed_at = models.DateTimeField(null=True, blank=True, editable=False)
    first_signed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    second_signed_at = models.DateTimeField(null=True, blank=True, editable=False)
    second_signed_by = models.ForeignKey(
        Membership, on_delete=models.PROTECT, null=True, blank=True, editable=False, related_name="+"
    )
    reminded_at = models.DateTimeField(null=True, blank=True, editable=False)

    KEEPS: ClassVar = (
        Keep(
            "agreement number subjects what_we_tell who_tells told_back privacy review_on made_at reminded_at",
            Kind.ORDINARY,
            TO_AGREE,
            AFTER_END,
        ),
        Keep(
            "first_signed_at first_signed_by second_signed_at second_signed_by",
            Kind.PERSONAL,
            _("to show who agreed, and when"),
            AFTER_END,
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["municipality", "agreement", "number"], name="one_version_per_number"),
        )
        indexes = (models.Index(fields=["municipality", "review_on"], name="agreements_by_review"),)

    def __str__(self) -> str:
        return str(self.agreement)

    @property
    def stamp(self) -> str:
        """Short for these very words: other words, or another version of them, have another."""
        words = (self.what_we_tell, self.who_tells, self.told_back, self.privacy)
        return sha256(repr((self.number, self.subjects, words, self.review_on.isoformat())).encode()).hexdigest()[:16]

    @property
    def state(self) -> State:
        """How far it is: nobody signed, one did, both did, or it is over."""
        if self.agreement.ended_at:
            return self.State.ENDED
        signed = (self.first_signed_at is not None) + (self.second_signed_at is not None)
        return (self.State.DRAFT, self.State.WAITING, self.State.AGREED)[signed]

    @property
    def subjects_in_words(self) -> str:
        """What it is about."""
        return ", ".join(str(self.Subject(subject).label) for subject in self.subjects)

    @property
    def waits_for(self) -> str:
        """Whose turn it is when one side signed; empty when it waits for nobody or for both."""
        if self.state != self.State.WAITING:
            return ""
        return self.agreement.other_side if self.first_signed_at else str(self.agreement.first)
