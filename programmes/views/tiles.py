"""What this storey shows on the home page of each role."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.web.access import PortalRequest
from portal.web.addresses import murl
from portal.web.registry import Tile
from programmes import queries


def running(_request: PortalRequest) -> Tile:
    """The programmes that run, or the invitation to choose a first one."""
    found = list(queries.running().values_list("public_id", "name"))
    if not found:
        return Tile(
            _("Choose a method"), _("You have no programme yet. Start here."), murl("programmes:library"), order=10
        )
    if len(found) == 1:
        address = murl("programmes:programme", public_id=found[0][0])
        return Tile(found[0][1], _("This programme is running. See whom it reaches."), address, order=10)
    words = _("These programmes are running. See whom they reach.")
    return Tile(_("Programmes"), words, murl("programmes:programmes"), len(found), order=10)
