"""What stands in a copy for development and tests in the place of what the ground keeps of people."""

from __future__ import annotations

from portal.accounts.spec import FORGOTTEN
from portal.municipalities.spec import MadeUp

DROPPED = MadeUp(dropped=True)
NOT_SENT = "CASE WHEN state IN ('queued', 'claimed', 'submitting') THEN 'cancelled' ELSE state END"
WHO = r"CASE WHEN recipient_key ~ '^(user:[0-9]+|[0-9a-f-]{32,36})$' THEN recipient_key ELSE '' END"
WIPED = f"CASE WHEN email LIKE '%{FORGOTTEN}'"
OF_THE_GROUND = {
    "municipalities.Region": MadeUp(as_is="kind name"),
    "municipalities.Municipality": MadeUp(
        as_is="code name slug province population_basis births_basis school_holiday_region house_style public_name"
        " languages",
        by={"contact_phone": "'0100000000'", "contact_email": "'gemeente' || id || '@example.org'",
            "work_accounts": "false"},
    ),
    "municipalities.Neighbourhood": MadeUp(as_is="code name postcodes"),
    "municipalities.OwnStyle": MadeUp(as_is="instead_of font digest values"),
    "municipalities.FeastDay": MadeUp(by={"name": "'Feestdag ' || id"}),
    "accounts.User": MadeUp(
        by={
            "email": f"{WIPED} THEN email ELSE 'medewerker' || id || '@example.org' END",
            "name": f"{WIPED} THEN '' ELSE 'Medewerker ' || id END",
            "password": "'!'",
        }
    ),
    "accounts.Membership": MadeUp(as_is="role started_at ended_at"),
    "accounts.StaffInvitation": DROPPED,
    "accounts.WorkProvider": DROPPED,
    "accounts.WorkAccount": DROPPED,
    "accounts.Lockout": DROPPED,
    "audit.AuditEntry": MadeUp(
        as_is="action subject_kind subject_id subject_public_id fields result actor_kind actor_id at",
        by={"origin": "''"},
    ),
    # The chain is over where somebody was, too, which is not kept here; it begins anew.
    "audit.AuditSeal": DROPPED,
    "files.File": DROPPED,
    "jobs.Job": DROPPED,
    "outbox.RelaySlot": DROPPED,
    "outbox.Message": MadeUp(
        as_is="kind subject_kind subject_id language",
        by={
            "address": "'ontvanger' || id || '@example.org'",
            "recipient_key": WHO,
            "key": "'copy:' || id",
            "state": NOT_SENT,
            "held": "true",
            "data": "'{}'",
        },
    ),
    "desk.KeptTerm": MadeUp(as_is="kind"),
    "desk.Processor": MadeUp(by={"name": "'Verwerker ' || id"}),
}  # fmt: skip
