"""What waits on the home page."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from partners import rules
from partners.queries import (
    agreements_to_see_to,
    parent_counts,
    possible_members,
    presences_waiting,
    promise_counts,
    works_somewhere,
)
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


def promises(request: PortalRequest) -> Tile:
    """What I promised and have not done yet; what is late comes before all else."""
    left = rules.see_parents(request.roles)
    counts, address = promise_counts(request.user_id, left=left), murl("partners:promises")
    if not counts.open:
        words = _("You have no open promises. Did you promise something? Write it down here.")
        return Tile(_("Promised"), words, address, order=60)
    if not counts.late:
        words = ngettext("promise that you still keep", "promises that you still keep", counts.open)
        return Tile(_("Promised"), words, address, count=counts.open, order=8)
    late = ngettext("open, of which %(n)s is late", "open, of which %(n)s are late", counts.late) % {"n": counts.late}
    return Tile(_("Promised"), late, address, count=counts.open, order=5)


def agreements(request: PortalRequest) -> Tile | None:
    """How many agreements wait for this side, or are to be looked at again."""
    waiting = agreements_to_see_to(user_id=request.user_id, roles=request.roles).count()
    if not waiting:
        return None
    words = ngettext("agreement waits for you", "agreements wait for you", waiting)
    return Tile(_("Our agreements"), words, murl("partners:agreements"), count=waiting, order=12)


def to_publish(request: PortalRequest) -> Tile | None:  # noqa: ARG001 - the registry gives it
    """How many people organisations ask to make public."""
    waiting = presences_waiting().count()
    if not waiting:
        return None
    words = ngettext("person that may become public", "people that may become public", waiting)
    return Tile(_("Who is where"), words, murl("partners:waiting"), count=waiting, order=14)


def to_connect(request: PortalRequest) -> Tile | None:  # noqa: ARG001 - the registry gives it
    """How many partners came in of whom nobody said for which organisation they work."""
    waiting = possible_members().count()
    if not waiting:
        return None
    words = ngettext("partner without an organisation", "partners without an organisation", waiting)
    return Tile(_("Say where they work"), words, murl("partners:connect"), count=waiting, order=13)


def own_organisation(request: PortalRequest) -> Tile:
    """Where a partner keeps what we know of the own organisation true; or that nobody said yet which one that is."""
    address = murl("partners:own_organisation")
    if not works_somewhere(request.user_id):
        words = _("We do not know yet for which organisation you work. See what happens next.")
        return Tile(_("Our organisation"), words, address, order=10)
    words = _("Look whether everything is still right, and tell parents who is where.")
    return Tile(_("Our organisation"), words, address, order=30)
