from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from portal.audit.domain.record import record
from portal.desk.queries.privacy import purposes
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.web.sheets.writing import write


@transaction.atomic
def save_register() -> bytes:
    """The register of purposes as csv, and a line in the log that it was saved. Raises NoMunicipality."""
    titles = [_("What for"), _("Whose"), _("Which data"), _("How long"), _("Who sees it")]
    lines = [[one.purpose, one.whose, one.what, one.until, one.seen_by] for one in purposes()]
    record("register.saved", Municipality.objects.get(pk=tenant.require()), fields=(f"rows:{len(lines)}",))
    return write("csv", titles, lines)
