"""What the ground shows on the home page: how the mails fare, the log, and whom to ask."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.desk.queries.privacy import breaches_to_report
from portal.municipalities.queries import neighbourhoods_of
from portal.outbox.queries import held_since, set_aside
from portal.web.access import PortalRequest
from portal.web.addresses import murl
from portal.web.registry import Tile


def mails(_request: PortalRequest) -> Tile:
    """That no mail goes from a restored copy, else the mails that wait for a person, or that none does."""
    address = murl("ground:outbox")
    if held_since():
        return Tile(
            _("No mail is sent now"), _("This is a restored copy. Look first, then let mails go."), address, order=1
        )
    count = set_aside().count()
    if not count:
        return Tile(_("Messages"), _("No mail waits for you. See how many were sent."), address, order=20)
    words = ngettext("%(n)s mail could not be sent. See why.", "%(n)s mails could not be sent. See why.", count)
    return Tile(_("Messages"), words % {"n": count}, address, count, order=10)


def log(_request: PortalRequest) -> Tile:
    """Who did what."""
    return Tile(_("Log"), _("See who did what, and who looked at whose page."), murl("ground:audit"), order=30)


def breaches(_request: PortalRequest) -> Tile:
    """A data breach that is still to be reported with the time that is left, or where to write one down."""
    waits, address = breaches_to_report().first(), murl("ground:breaches")
    if waits is None:
        return Tile(_("Data breaches"), _("None waits to be reported. Write one down as soon as it is found."), address)
    hours, count = waits.hours_left, breaches_to_report().count()
    words = ngettext("There is %(n)s hour left to report it.", "There are %(n)s hours left to report it.", hours)
    told = words % {"n": hours} if hours >= 0 else _("The 72 hours are over. Report it now, and say why it is late.")
    return Tile(_("Data breaches"), told, address, count, order=5)


def areas(request: PortalRequest) -> Tile:
    """The neighbourhoods; without them nobody is invited by neighbourhood."""
    address = murl("ground:areas")
    if not neighbourhoods_of(request.municipality.pk).exists():
        return Tile(
            _("Neighbourhoods"), _("There are none yet. Read in the list of your municipality."), address, order=15
        )
    words = _("See which postcodes belong to which neighbourhood, or read in a new list.")
    return Tile(_("Neighbourhoods"), words, address, order=35)


def what_parents_read(_request: PortalRequest) -> Tile:
    """What the municipality promises parents about their data."""
    return Tile(_("Privacy"), _("Read what we tell parents about their details."), murl("web:privacy"), order=40)


def ask_us(request: PortalRequest) -> Tile | None:
    """The road to the municipality, for who wants to do something together."""
    email = request.municipality.contact_email
    if not email:
        return None
    words = _("Mail %(email)s. We like to think along.") % {"email": email}
    return Tile(_("Do something together with parents?"), words, f"mailto:{email}", order=95)
