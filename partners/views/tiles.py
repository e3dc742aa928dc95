"""What waits on the home page."""

from __future__ import annotations

from django.utils.translation import gettext as _

from partners.queries import parent_counts
from portal.web.access import PortalRequest
from portal.web.addresses import murl
from portal.web.registry import Tile


def parents(request: PortalRequest) -> Tile:  # noqa: ARG001 - the registry gives it
    """How many parents can be invited; the first list when there is nobody yet."""
    counts = parent_counts()
    if not counts.total:
        words = _("There is nobody to invite yet. Read in the list of a school.")
        return Tile(_("Read in the first list"), words, murl("partners:import"), order=15)
    words = _("parents you can invite by mail")
    return Tile(_("Parents"), words, murl("partners:parents"), count=counts.invitable, order=40)
