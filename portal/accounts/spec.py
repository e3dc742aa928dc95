"""What the shared tables of the frameworks keep, column by column: they carry no KEEPS of their own."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from portal.municipalities.spec import Keep, Kind

# What the address of somebody ends with who was wiped: no mail goes there.
FORGOTTEN = "@gone.invalid"
UNUSED = _("never filled: rights come from roles, and staff are invited")
FRAMEWORK = _("to know how the tables are made")
AS_LONG_AS_THE_PORTAL = _("as long as the portal runs")

THIRD_PARTY: Mapping[str, tuple[Keep, ...]] = {
    "django_session": (
        Keep(
            "session_key session_data expire_date",
            Kind.PERSONAL,
            _("to know who is signed in"),
            _("8 hours after signing in, 12 for who asks to stay, or until signing out"),
        ),
    ),
    "portal_cache": (
        Keep("cache_key value expires", Kind.TECHNICAL, _("to remember short-lived facts"), _("until they expire")),
    ),
    "account_emailaddress": (Keep("id user_id email verified primary", Kind.PERSONAL, UNUSED, _("with the account")),),
    "account_emailconfirmation": (
        Keep("id email_address_id created sent key", Kind.PERSONAL, UNUSED, _("with the account")),
    ),
    "mfa_authenticator": (
        Keep(
            "id user_id type data created_at last_used_at",
            Kind.PERSONAL,
            _("to ask for more than a password; what is secret in it is kept locked"),
            _("until its owner removes it, or 7 years after leaving"),
        ),
    ),
    "auth_group": (Keep("id name", Kind.TECHNICAL, UNUSED, AS_LONG_AS_THE_PORTAL),),
    "auth_group_permissions": (Keep("id group_id permission_id", Kind.TECHNICAL, UNUSED, AS_LONG_AS_THE_PORTAL),),
    "auth_permission": (Keep("id name content_type_id codename", Kind.TECHNICAL, FRAMEWORK, AS_LONG_AS_THE_PORTAL),),
    "django_content_type": (Keep("id app_label model", Kind.TECHNICAL, FRAMEWORK, AS_LONG_AS_THE_PORTAL),),
    "django_migrations": (Keep("id app name applied", Kind.TECHNICAL, FRAMEWORK, AS_LONG_AS_THE_PORTAL),),
}
