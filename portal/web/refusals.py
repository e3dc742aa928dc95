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
# Who asks for more than that, still stands there: with so many changes, and once with that there was more.
CHANGES_BEYOND = (Limit(50, 60 * 60),)
ONCE = (Limit(1, 60 * 60),)
READING = {"GET", "HEAD", "OPTIONS"}
ARGUMENT = re.compile(r"<[^>]*>")
REFUSED, NOT_THERE = "refused", "not_there"


def keep_refusal(
    request: HttpRequest, municipality: Municipality, *, result: str = REFUSED, notes: tuple[str, ...] = ()
) -> None:
    """Keep that who is signed in was refused this page here, by its name and never by its arguments.

    One line for each page in a minute, and at most 251 in an hour for each person: 200 of any kind, then the first
    change of each of 50 pages, and one line that says that there was more. Five queries, or fewer.
    """
    page, reading = page_name(request), request.method in READING
    key = f"refused:{municipality.pk}:{request.user.pk}"
    if not take(key=f"{key}:{page}:{reading}", limits=PER_PAGE):
        return
    action = "refused.read" if reading else "refused.change"
    if take(key=key, limits=PER_PERSON) or (not reading and _kept_beyond(key, page)):
        record(action, municipality, fields=(page, *notes), result=result)
    elif take(key=f"{key}:more", limits=ONCE):
        record("refused.more", municipality, fields=notes, result=result)


def _kept_beyond(key: str, page: str) -> bool:
    """Whether a change above the limit is kept: of each page the first in an hour, and of so many pages only."""
    return take(key=f"{key}:{page}:beyond", limits=ONCE) and take(key=f"{key}:beyond", limits=CHANGES_BEYOND)


def page_name(request: HttpRequest) -> str:
    """The words in the address of a page: "page_ouders_wijzigen"."""
    route = request.resolver_match.route if request.resolver_match else ""
    words = re.findall(r"[a-z0-9]+", ARGUMENT.sub("", route))
    return (PAGE + "_".join(words))[:60]
