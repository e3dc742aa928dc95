"""How long the ground keeps what, and what removes it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.accounts.domain.forget_invitations import forget_invitations
from portal.accounts.domain.forget_roles import forget_roles
from portal.desk.domain.forget_ground import forget_breaches, forget_processors
from portal.municipalities.spec import YEARS_7, Term
from portal.outbox.domain.forget_messages import forget_messages

MESSAGES = Term("messages", _("Messages"), _("after sending"), 12, 1, 12, forget_messages)
ROLES = Term("roles", _("Roles of colleagues"), _("after the role ended"), YEARS_7, 12, YEARS_7,
             forget_roles, models=("accounts.Membership", "accounts.User"))  # fmt: skip
BREACHES = Term("breaches", _("Data breaches"), _("after it was closed"), YEARS_7, 36, YEARS_7,
                forget_breaches)  # fmt: skip
PROCESSORS = Term("processors", _("Who works for us with data"), _("after the work ended"), YEARS_7, 12, YEARS_7,
                  forget_processors)  # fmt: skip
INVITATIONS = Term("staff_invitations", _("Invitations of colleagues"), _("after it was used, taken back or over"),
                   3, 1, 3, forget_invitations)  # fmt: skip
TERMS = (MESSAGES, ROLES, INVITATIONS, BREACHES, PROCESSORS)
