"""Whom the tables of this storey are about and who sees them, for the register of purposes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.municipalities.spec import People

SEEN_BY = _("CJG staff; the parent on their own page")
PEOPLE = {f"activities.{name}": People(_("parents"), SEEN_BY) for name in ("Registration", "Invitation", "Attendance")}
