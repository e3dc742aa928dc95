"""The tables that belong to no single municipality: one literal list, compared with the catalogue by a test."""

SHARED_TABLES = frozenset(
    {
        "municipalities_region",
        "municipalities_municipality",
        "municipalities_neighbourhood",
        "accounts_user",
        "accounts_membership",
        "accounts_lockout",
        "account_emailaddress",
        "account_emailconfirmation",
        "auth_group",
        "auth_group_permissions",
        "auth_permission",
        "outbox_relayslot",
        "django_content_type",
        "django_migrations",
        "django_session",
        "mfa_authenticator",
        "portal_cache",
    }
)
