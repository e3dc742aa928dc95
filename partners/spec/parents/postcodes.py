from __future__ import annotations

import re

from django.utils.translation import gettext as _

from partners.spec.parents.cell import Reading, nothing, shown, whole

# Four digits and two letters, or the four digits alone, maybe with the place behind it.
_POSTCODE = re.compile(
    r"^(?:NL[\s-]*)?([1-9]\d)\s?(\d\d)[\s.-]*(?:([A-Z])[\s.]?([A-Z])\b\.?)?(?P<rest>.*)$", re.IGNORECASE
)


def read_postcode(cell: str) -> Reading[str]:
    """Give `3361 AB`, or `3361` where the letters are not there."""
    cell = whole(cell)
    empty = nothing(cell)
    if empty is not None:
        return empty
    found = _POSTCODE.match(cell.strip())
    if found and not re.match(r"\d", found["rest"]):
        digits, letters = found[1] + found[2], (found[3] or "") + (found[4] or "")
        return Reading(f"{digits} {letters.upper()}".strip())
    return Reading(text=_("“%(value)s” is not a Dutch postcode. We leave it out.") % {"value": shown(cell)})
