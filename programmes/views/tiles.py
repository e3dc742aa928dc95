"""What this storey shows on the home page of each role."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.web.access import PortalRequest
from portal.web.addresses import murl
from portal.web.registry import Tile
from programmes.models import Programme


def running(_request: PortalRequest) -> Tile:
    """The programmes that run, or the invitation to choose a first one."""
    count = Programme.objects.filter(state=Programme.State.RUNNING).count()
    if not count:
        return Tile(
            _("Choose a method"), _("You have no programme yet. Start here."), murl("programmes:library"), order=10
        )
    words = ngettext(
        "%(n)s programme is running. See whom it reaches.", "%(n)s programmes are running. See whom they reach.", count
    )
    return Tile(_("Programmes"), words % {"n": count}, murl("programmes:programmes"), count, order=10)
