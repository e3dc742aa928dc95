from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.accounts.spec import FORGOTTEN
from portal.municipalities.models import Municipality, TenantModel
from portal.municipalities.spec import Keep, Kind


class UserManager(BaseUserManager["User"]):
    """Makes users whose address is always stored the same way."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        user = self.model(email=email.strip().lower(), **fields)
        user.set_password(password)
        user.save()
        return user

    def get_by_natural_key(self, username: str | None) -> User:
        return self.get(email=(username or "").strip().lower())


class User(AbstractBaseUser):
    """Somebody who signs in; deactivated when they leave, wiped years later, never deleted."""

    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sessions_ended = models.PositiveIntegerField(default=0)
    public_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)

    objects = UserManager()
    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    KEEPS: ClassVar = (
        Keep(
            "email name",
            Kind.PERSONAL,
            _("to let somebody sign in and show who did what"),
            _("7 years after the last role ended"),
        ),
        Keep(
            "password is_active created_at last_login sessions_ended public_id",
            Kind.TECHNICAL,
            _("to keep the account safe"),
            _("7 years after the last role ended"),
        ),
    )

    def __str__(self) -> str:
        return gettext("Former colleague") if self.forgotten else self.name or self.email

    @property
    def forgotten(self) -> bool:
        """Whether nobody knows any more who this was."""
        return self.email.endswith(FORGOTTEN)

    def _get_session_auth_hash(self, secret: str | bytes | None = None) -> str:
        """What a session must know to live on: it changes with the password and whenever sessions are ended."""
        stamp = f"{self.password}|{self.sessions_ended}"
        return salted_hmac("portal.accounts.session", stamp, secret=secret, algorithm="sha256").hexdigest()


class Membership(models.Model):
    """A role of a user in one municipality; ended, never deleted."""

    class Role(models.TextChoices):
        POLICY_OFFICER = "policy_officer", _("Policy officer")
        CJG = "cjg", _("CJG staff")
        PARTNER = "partner", _("Partner")
        ADMINISTRATOR = "administrator", _("Administrator")
        PRIVACY_OFFICER = "privacy_officer", _("Privacy officer")

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    municipality = models.ForeignKey(Municipality, on_delete=models.PROTECT, related_name="memberships")
    role = models.CharField(max_length=20, choices=Role)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True, blank=True)

    KEEPS: ClassVar = (
        Keep(
            "user municipality role started_at ended_at",
            Kind.PERSONAL,
            _("to decide who may see and do what"),
            _("7 years after the role ended"),
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["user", "municipality", "role"],
                condition=Q(ended_at__isnull=True),
                name="one_live_membership_per_role",
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.municipality}"


class StaffInvitation(TenantModel):
    """A colleague asked to join in one role, by mail; the link in it is signed, so nothing here opens anything."""

    email = models.EmailField()
    role = models.CharField(max_length=20, choices=Membership.Role)
    invited_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    times_sent = models.PositiveSmallIntegerField(default=1)
    accepted_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    KEEPS: ClassVar = (
        Keep(
            "email role invited_by created_at expires_at times_sent accepted_at revoked_at",
            Kind.PERSONAL,
            _("to let a colleague join, and to know who asked them"),
            _("3 months after it was used, taken back or over"),
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "email", "role"],
                condition=Q(accepted_at__isnull=True, revoked_at__isnull=True),
                name="one_open_invitation_per_role",
            ),
        )

    def __str__(self) -> str:
        return f"{self.email} · {self.get_role_display()}"

    @property
    def over(self) -> bool:
        """Whether its time has passed."""
        return self.expires_at <= timezone.now()

    @property
    def open(self) -> bool:
        """Whether it can still be accepted."""
        return self.accepted_at is None and self.revoked_at is None and not self.over


class WorkProvider(TenantModel):
    """Where colleagues of a municipality sign in with the account of their work: an OpenID Connect provider."""

    issuer = models.URLField(max_length=200)
    # Which organisation at that provider; Entra ID calls it the tenant.
    directory = models.CharField(max_length=100)
    client_id = models.CharField(max_length=200)
    # Locked, as the bodies of the outbox are; never shown again.
    secret = models.TextField(editable=False)
    is_on = models.BooleanField(default=False)
    # Whether its word is enough that somebody gave more than a password there.
    trusts_factor = models.BooleanField(default=False)

    KEEPS: ClassVar = (
        Keep(
            "issuer directory client_id secret is_on trusts_factor",
            Kind.TECHNICAL,
            _("to let colleagues sign in with the account of their work"),
            _("as long as the municipality works with the portal"),
        ),
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["municipality"], name="one_work_provider"),)

    def __str__(self) -> str:
        return self.issuer


class WorkAccount(TenantModel):
    """Which account of their work somebody signs in with, for one municipality; never known by an address."""

    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    issuer = models.URLField(max_length=200)
    directory = models.CharField(max_length=100)
    subject = models.CharField(max_length=255)
    linked_at = models.DateTimeField(auto_now_add=True)

    KEEPS: ClassVar = (
        Keep(
            "user issuer directory subject linked_at",
            Kind.PERSONAL,
            _("to let somebody sign in with the account of their work"),
            _("until it is unlinked, or the last role here ends"),
        ),
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["municipality", "issuer", "directory", "subject"], name="one_person_per_work_account"
            ),
            models.UniqueConstraint(fields=["municipality", "user"], name="one_work_account_per_person"),
        )

    def __str__(self) -> str:
        return str(self.user)


class Lockout(models.Model):
    """When something that is limited was tried lately, under a keyed hash: no address or name can be read from it."""

    key = models.CharField(max_length=64, primary_key=True)
    tries = ArrayField(models.DateTimeField())
    forget_at = models.DateTimeField(db_index=True)

    KEEPS: ClassVar = (
        Keep(
            "key tries forget_at",
            Kind.TECHNICAL,
            _("to stop guessing of passwords and flooding somebody with mail"),
            _("one day after the last try"),
        ),
    )

    def __str__(self) -> str:
        return self.key[:8]
