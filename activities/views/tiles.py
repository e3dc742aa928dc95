"""What this storey shows on the home page of each role."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import queries
from portal.web.access import PortalRequest
from portal.web.addresses import murl
from portal.web.registry import Tile


def to_log(_request: PortalRequest) -> Tile | None:
    """Meetings that were and have no visitors logged yet."""
    waiting = queries.to_log()
    first = waiting.first()
    if first is None:
        return None
    count = waiting.count()
    words = ngettext("%(n)s meeting has been: tell who came.", "%(n)s meetings have been: tell who came.", count)
    address = murl("activities:attendance", public_id=first.public_id)
    return Tile(_("Who came?"), words % {"n": count}, address, count, order=10)


def coming_week(_request: PortalRequest) -> Tile:
    """Meetings of the coming seven days."""
    count = queries.coming_week().count()
    words = ngettext("%(n)s meeting in the coming seven days.", "%(n)s meetings in the coming seven days.", count)
    return Tile(_("This week"), words % {"n": count}, murl("activities:sessions"), count, order=20)


def public_agenda(_request: PortalRequest) -> Tile:
    """What parents see."""
    return Tile(_("Agenda"), _("What parents in your municipality can go to."), murl("activities:agenda"), order=90)
