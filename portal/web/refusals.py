"""What a member wanted and may not: kept in the log of the municipality, so that somebody can see it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.http import HttpRequest

from portal.accounts.domain.limit import Limit, take
from portal.audit.domain.record import record
from portal.audit.registry import PAGE

if TYPE_CHECKING:
    from portal.municipalities.models import Municipality

# A page that is asked for in a loop is one line a minute; and nobody fills the log by asking for many pages.
PER_PAGE = (Limit(1, 60),)
PER_PERSON = (Limit(200, 60 * 60),)
READING = {"GET", "HEAD", "OPTIONS"}
ARGUMENT = re.compile(r"<[^>]*>")
REFUSED, NOT_THERE = "refused", "not_there"


def keep_refusal(
    request: HttpRequest, municipality: Municipality, *, result: str = REFUSED, notes: tuple[str, ...] = ()
) -> None:
    """Keep that who is signed in was refused this page here, by its name and never by its arguments.

    One line for each page in a minute, and at most 200 in an hour for each person. Three queries, or one.
    """
    page, reading = page_name(request), request.method in READING
    key = f"refused:{municipality.pk}:{request.user.pk}"
    if take(key=f"{key}:{page}:{reading}", limits=PER_PAGE) and take(key=key, limits=PER_PERSON):
        action = "refused.read" if reading else "refused.change"
        record(action, municipality, fields=(page, *notes), result=result)


def page_name(request: HttpRequest) -> str:
    """The words in the address of a page: "page_ouders_wijzigen"."""
    route = request.resolver_match.route if request.resolver_match else ""
    words = re.findall(r"[a-z0-9]+", ARGUMENT.sub("", route))
    return (PAGE + "_".join(words))[:60]
