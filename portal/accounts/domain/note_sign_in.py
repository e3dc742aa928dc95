from __future__ import annotations

from portal.accounts.models import User
from portal.accounts.queries import live_municipality_ids
from portal.audit.domain.record import record
from portal.municipalities import tenant


def note_sign_in(*, user: User, action: str = "accounts.sign_in", at: int | None = None) -> None:
    """Write that somebody signed in (or changed a password): in the municipality with id `at`, or without it in that
    of their oldest live role.
    """
    for municipality_id in [at] if at else live_municipality_ids(user)[:1]:
        with tenant.use(municipality_id):
            record(action, user)
