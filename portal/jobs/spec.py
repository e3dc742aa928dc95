"""What a person reads about a job that failed, and the numbers of leasing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import Promise

LEASE_SECONDS = 120
MAX_ATTEMPTS = 3
GAVE_UP = "gave_up"
BROKEN = "broken"
UNKNOWN_KIND = "unknown_kind"

WORDS: dict[str, str | Promise] = {
    GAVE_UP: _("This work was interrupted several times and did not get to its end. Please start it again later."),
    BROKEN: _("Something went wrong on our side. It is not your fault. Please start it again later."),
    UNKNOWN_KIND: _("This version of the portal does not know this work any more. Please start it again."),
}
