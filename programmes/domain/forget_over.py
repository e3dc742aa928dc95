from __future__ import annotations

from datetime import date

from portal.municipalities import tenant
from portal.municipalities.domain.remove_some import remove_some
from programmes.models import FigureList, Programme


def forget_programmes(before: date, most: int) -> int:
    """Remove programmes that were closed on that day or earlier; their meetings have a term of their own.

    Raises NoMunicipality.
    """
    return remove_some(Programme.objects.filter(municipality=tenant.require(), closed_at__date__lte=before), most)


def forget_figures(before: date, most: int) -> int:
    """Remove tables that were read in on that day or earlier, with their figures. Raises NoMunicipality."""
    return remove_some(FigureList.objects.filter(municipality=tenant.require(), stated_at__date__lte=before), most)


def forget_unread() -> int:
    """Remove what is left of tables that nobody read in, once their file is gone; says how many. One query.

    No audit: nobody decided anything, and the upload itself stands there. Raises NoMunicipality.
    """
    return FigureList.objects.filter(municipality=tenant.require(), file=None, job=None, done=0).delete()[0]
