"""People with a password, and how they sign in at the form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.test import Client
from django.urls import reverse

from tests import cast

if TYPE_CHECKING:
    from portal.accounts.models import User
    from portal.municipalities.models import Municipality

PASSWORD = "vier-woorden-op-een-rij"


def with_password(role: str = "partner", *, at: Municipality | None = None, email: str = "") -> User:
    """Somebody with this role here, who can sign in at the form; of a partner nothing more is asked."""
    user = cast.member(role, at=at, email=email)
    user.set_password(PASSWORD)
    user.save(update_fields=["password"])
    return user


def sign_in(
    user: User | str, *, password: str = PASSWORD, client: Client | None = None, origin: str = "192.0.2.1", **data: Any
) -> Any:
    """Fill in the form; `.client` of the answer is the browser."""
    client = client or Client()
    email = user if isinstance(user, str) else user.email
    sent = {"login": email, "password": password, **data}
    response = client.post(reverse("account_login"), sent, REMOTE_ADDR=origin)
    response.client = client
    return response


def shift_tries(hours: float) -> None:
    """Let time pass for everything that was counted."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE accounts_lockout SET tries = ARRAY(SELECT t - make_interval(secs => %s) FROM unnest(tries) t)",
            [hours * 3600],
        )
