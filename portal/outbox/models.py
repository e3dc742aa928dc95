from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from portal.municipalities.models import TenantModel
from portal.municipalities.spec import Keep, Kind

TO_SEND = _("to send each message once, and only while it is right")


class Message(TenantModel):
    """One message to one person: a row in the transaction of the change that causes it, then sent by a worker."""

    class State(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        CLAIMED = "claimed", _("Being prepared")
        SUBMITTING = "submitting", _("Being sent")
        SENT = "sent", _("Sent")
        UNKNOWN = "unknown", _("Perhaps arrived")
        FAILED = "failed", _("Address does not work")
        PARKED = "parked", _("Set aside")
        CANCELLED = "cancelled", _("Stopped before sending")
        SKIPPED = "skipped", _("No longer needed")

    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=320)
    subject_kind = models.CharField(max_length=60)
    subject_id = models.BigIntegerField()
    address = models.CharField(max_length=254)
    recipient_key = models.CharField(max_length=80)
    language = models.CharField(max_length=12, default="nl")
    data = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    next_at = models.DateTimeField(db_default=Now())
    attempts = models.PositiveSmallIntegerField(default=0)
    held = models.BooleanField(default=False)
    lease_until = models.DateTimeField(null=True, blank=True)
    fence = models.PositiveIntegerField(default=0)
    message_id = models.CharField(max_length=120, blank=True)
    date_header = models.CharField(max_length=40, blank=True)
    body = models.BinaryField(null=True, blank=True)
    error = models.CharField(max_length=60, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    clock: datetime  # the database's time, on messages that a worker claimed
    about: Any = None  # what a kind looked up, for its `wanted` and `build`; never stored

    KEEPS: ClassVar = (
        Keep("address recipient_key language data", Kind.PERSONAL, TO_SEND, _("one year after sending")),
        Keep("body", Kind.PERSONAL, _("to send the same bytes again when that is needed"), _("7 days after sending")),
        Keep("kind key subject_kind subject_id", Kind.PERSONAL, TO_SEND, _("one year after sending")),
        Keep(
            "state created_at next_at attempts held lease_until fence message_id date_header error sent_at",
            Kind.TECHNICAL,
            TO_SEND,
            _("one year after sending"),
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality", "key"], name="one_message_per_key"),)
        indexes = (
            models.Index(
                fields=["municipality", "next_at"], name="outbox_due", condition=Q(state="queued", held=False)
            ),
            models.Index(
                fields=["municipality", "lease_until"],
                name="outbox_leases",
                condition=Q(state__in=("claimed", "submitting")),
            ),
            models.Index(
                fields=["municipality", "state", "id"],
                name="outbox_for_people",
                condition=Q(state__in=("parked", "unknown", "failed")),
            ),
            models.Index(fields=["municipality", "subject_id", "subject_kind"], name="outbox_subject"),
            models.Index(fields=["municipality", "recipient_key"], name="outbox_recipient"),
            models.Index(
                fields=["municipality", "sent_at"], name="outbox_bodies", condition=Q(body__isnull=False, state="sent")
            ),
        )

    def __str__(self) -> str:
        return self.key


class Hold(TenantModel):
    """That nothing is sent here until a person says so: this is a restored copy, which cannot know what was sent."""

    since = models.DateTimeField(db_default=Now(), editable=False)

    KEEPS: ClassVar = (
        Keep("since", Kind.TECHNICAL, _("to send nothing twice from a restored copy"), _("until somebody lets it go")),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality"], name="one_hold"),)

    def __str__(self) -> str:
        return f"{self.since:%d-%m-%Y %H:%M}"


class RelaySlot(models.Model):
    """Places to talk to a mail relay that limits connections; place 0 says until when it does. No one's data."""

    number = models.PositiveSmallIntegerField(primary_key=True)
    holder = models.UUIDField(null=True)
    until = models.DateTimeField()

    KEEPS: ClassVar = (
        Keep("number holder until", Kind.TECHNICAL, _("to spare a mail relay that is busy"), _("some minutes")),
    )

    def __str__(self) -> str:
        return str(self.number)
