"""What this storey shows on the home page of each role."""

from __future__ import annotations

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import queries
from activities.models import Session
from portal.web.access import PortalRequest
from portal.web.addresses import murl
from portal.web.registry import Tile


def to_log(_request: PortalRequest) -> Tile | None:
    """Meetings of today and before that have no visitors logged yet."""
    waiting = queries.to_log()
    first = waiting.first()
    if first is None:
        return None
    count = waiting.count()
    words = ngettext("Tell who came to %(n)s meeting.", "Tell who came to %(n)s meetings.", count)
    address = murl("activities:attendance", public_id=first.public_id)
    return Tile(_("Who came?"), words % {"n": count}, address, count, order=10)


def coming_week(_request: PortalRequest) -> Tile:
    """Meetings of the coming seven days."""
    soon = list(queries.coming_week())
    if not soon:
        words = _("Nothing is planned in the coming seven days.")
        return Tile(_("The coming week"), words, murl("activities:sessions"), order=20)
    words = _("First: %(title)s, %(day)s, %(start)s o'clock.") % _moment(soon[0])
    return Tile(_("The coming week"), words, murl("activities:sessions"), len(soon), order=20)


def to_invite(_request: PortalRequest) -> Tile | None:
    """The first meeting of a series to which nobody was invited, when there are parents to invite."""
    first = queries.never_invited().first()
    if first is None or not queries.to_invite(first).exists():
        return None
    words = _("Nobody was invited to %(title)s on %(day)s yet.") % _moment(first)
    return Tile(_("Invite parents"), words, murl("activities:invite", public_id=first.public_id), order=15)


def _moment(session: Session) -> dict[str, str]:
    day = date_format(session.local_date, "l j F")
    return {"title": session.series.title, "day": day, "start": f"{session.local_start:%-H.%M}"}


def public_agenda(_request: PortalRequest) -> Tile:
    """What parents see."""
    return Tile(_("Agenda"), _("What parents in your municipality can go to."), murl("activities:agenda"), order=90)
