from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.models.lists import ListKind, MeetingList, RememberedColumns
from partners.models import Organisation, Parent
from portal.municipalities.models import Neighbourhood, TenantModel
from portal.municipalities.spec import Keep, Kind

__all__ = [
    "Attendance",
    "Capacity",
    "HeadCount",
    "Invitation",
    "ListKind",
    "MeetingList",
    "Registration",
    "RememberedColumns",
    "Reminder",
    "Series",
    "Session",
]
SHOW = _("to tell parents what there is for them")
COME = _("to know who comes, so that there is room and a chair")
LEARN = _("to learn how many parents were reached")


class Series(TenantModel):
    """Meetings that belong together: a walk-in every Monday, a course of eight evenings, one single evening."""

    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    location = models.CharField(max_length=160)
    neighbourhood = models.ForeignKey(Neighbourhood, on_delete=models.PROTECT, null=True, blank=True)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, blank=True)
    audience = models.CharField(max_length=120, blank=True)
    walk_in = models.BooleanField(default=False)
    # Read by a parent before coming: what is written down, and who sees it.
    written_down = models.CharField(max_length=300, blank=True)
    invitation = models.TextField(max_length=2000, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)

    KEEPS: ClassVar = (
        Keep(
            "title summary location neighbourhood organisation audience walk_in written_down invitation cancelled_at",
            Kind.ORDINARY,
            SHOW,
            _("7 years"),
        ),
    )

    class Meta:
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.title


class Session(TenantModel):
    """One meeting. The wall time is what was agreed; the instant follows from it, over clock changes too."""

    series = models.ForeignKey(Series, on_delete=models.CASCADE, related_name="sessions")
    local_date = models.DateField()
    local_start = models.TimeField()
    local_end = models.TimeField()
    starts_at = models.DateTimeField(editable=False)
    ends_at = models.DateTimeField(editable=False)
    theme = models.CharField(max_length=120, blank=True)
    # Goes up when time or place changes: reminders belong to one version.
    version = models.PositiveIntegerField(default=1, editable=False)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)
    cancel_reason = models.CharField(max_length=200, blank=True)
    # The list that brought it, so that the whole list can be taken back.
    came_from = models.ForeignKey(
        MeetingList, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="sessions"
    )

    KEEPS: ClassVar = (
        Keep(
            "series local_date local_start local_end starts_at ends_at theme version cancelled_at cancel_reason "
            "came_from",
            Kind.ORDINARY,
            SHOW,
            _("7 years"),
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "series", "local_date", "local_start"], name="one_session_per_series_and_time"
            ),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_it_starts"),
        )
        indexes = (models.Index(fields=["municipality", "starts_at"], name="sessions_by_time"),)

    @property
    def day_has_come(self) -> bool:
        """From its own day on it can be written down who came."""
        return self.local_date <= timezone.localdate()

    def __str__(self) -> str:
        return f"{self.series} · {self.local_date:%d-%m-%Y}"


class Capacity(TenantModel):
    """How many of something a session has; `taken` changes only under the lock of this row."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="capacities")
    what = models.CharField(max_length=20, default="places")
    total = models.PositiveIntegerField()
    taken = models.PositiveIntegerField(default=0, editable=False)

    KEEPS: ClassVar = (Keep("session what total taken", Kind.ORDINARY, COME, _("7 years")),)

    class Meta:
        verbose_name_plural = "capacities"
        constraints = (
            models.UniqueConstraint(fields=["municipality", "session", "what"], name="one_capacity_per_kind"),
            models.CheckConstraint(condition=Q(taken__lte=F("total")), name="never_more_taken_than_there_is"),
        )

    def __str__(self) -> str:
        return f"{self.taken}/{self.total} {self.what}"


class Registration(TenantModel):
    """A parent who comes to a session, with how many."""

    class State(models.TextChoices):
        CONFIRMED = "confirmed", _("Signed up")
        CANCELLED = "cancelled", _("Cancelled")

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="registrations")
    parent = models.ForeignKey(Parent, on_delete=models.CASCADE, related_name="registrations")
    state = models.CharField(max_length=20, choices=State, default=State.CONFIRMED)
    adults = models.PositiveSmallIntegerField(default=1)
    children = models.PositiveSmallIntegerField(default=0)
    # Which road brought the parent here: public, invitation.
    source = models.CharField(max_length=20, default="public")
    # Of the form it was sent with: the same form sent twice gets the same answer.
    form_key = models.UUIDField(null=True, blank=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    registered_at = models.DateTimeField(auto_now_add=True)
    cancelled_at = models.DateTimeField(null=True, blank=True, editable=False)

    KEEPS: ClassVar = (
        Keep(
            "session parent state adults children source form_key version registered_at cancelled_at",
            Kind.PERSONAL,
            COME,
            _("12 months after the meeting"),
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "session", "parent"],
                condition=Q(state="confirmed"),
                name="one_live_registration_per_parent",
            ),
            models.CheckConstraint(condition=Q(adults__gte=1), name="somebody_comes"),
        )
        indexes = (models.Index(fields=["municipality", "parent"], name="registrations_of_a_parent"),)

    @property
    def by_anyone(self) -> bool:
        """From the public form, so that nobody knows whose address it is; a link came from the parent's own mailbox."""
        return self.source == "public"

    def __str__(self) -> str:
        return f"{self.parent} · {self.session}"


class Invitation(TenantModel):
    """That this parent was asked for this session: once, whatever happens."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="invitations")
    parent = models.ForeignKey(Parent, on_delete=models.CASCADE, related_name="invitations")
    invited_at = models.DateTimeField(auto_now_add=True)

    KEEPS: ClassVar = (Keep("session parent invited_at", Kind.PERSONAL, LEARN, _("12 months after the meeting")),)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["municipality", "session", "parent"], name="nobody_is_asked_twice"),
        )

    def __str__(self) -> str:
        return f"{self.parent} · {self.session}"


class Reminder(TenantModel):
    """One row per session, kind and version of its start; turned into messages when it is due."""

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=20, default="day_before")
    session_version = models.PositiveIntegerField()
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)
    # sent, or why not: the session was over, cancelled or moved when its moment came.
    outcome = models.CharField(max_length=20, blank=True)

    KEEPS: ClassVar = (
        Keep(
            "session kind session_version due_at done_at outcome",
            Kind.TECHNICAL,
            _("to remind parents once, in time"),
            _("12 months after the meeting"),
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "session", "kind", "session_version"], name="one_reminder_per_version"
            ),
        )
        indexes = (
            models.Index(fields=["municipality", "due_at"], condition=Q(done_at__isnull=True), name="reminders_due"),
        )

    def __str__(self) -> str:
        return f"{self.session} · {self.kind}"


class Attendance(TenantModel):
    """Whether somebody who signed up came."""

    registration = models.OneToOneField(Registration, on_delete=models.CASCADE)
    came = models.BooleanField()
    at = models.DateTimeField(auto_now=True)
    came_from = models.ForeignKey(MeetingList, on_delete=models.SET_NULL, null=True, blank=True, editable=False)

    KEEPS: ClassVar = (Keep("registration came at came_from", Kind.PERSONAL, LEARN, _("12 months after the meeting")),)

    def __str__(self) -> str:
        return f"{self.registration}: {'came' if self.came else 'did not come'}"


class HeadCount(TenantModel):
    """Visitors without a name, and children: numbers only, one row per kind and device that counted."""

    class CountKind(models.TextChoices):
        ADULTS = "adults", _("Visitors without a name")
        CHILDREN = "children", _("Children")

    # Who counted: a person on the page, a list that was read in, or we, of those who came by name and are forgotten.
    BY_HAND, BY_LIST, NAMELESS = "desk", "list", "kept"

    session = models.ForeignKey(Session, on_delete=models.CASCADE, related_name="head_counts")
    kind = models.CharField(max_length=20, choices=CountKind)
    device_key = models.CharField(max_length=36, default=BY_HAND)
    count = models.PositiveSmallIntegerField(default=0)
    came_from = models.ForeignKey(MeetingList, on_delete=models.SET_NULL, null=True, blank=True, editable=False)

    KEEPS: ClassVar = (Keep("session kind device_key count came_from", Kind.ORDINARY, LEARN, _("7 years")),)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "session", "kind", "device_key"], name="one_count_per_kind_and_device"
            ),
        )

    def __str__(self) -> str:
        return f"{self.session} · {self.kind}: {self.count}"
