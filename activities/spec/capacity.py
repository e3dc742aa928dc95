"""How many places a meeting has, as people write it."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from partners.spec.parents.cell import shown
from partners.spec.parents.empty import is_empty
from portal.web.sheets.cells import text
from portal.web.sheets.grid import Value
from portal.web.sheets.words import fold

MOST = 5_000
_NUMBER = re.compile(r"(?<![\d.,])(\d{1,5})(?:[.,]0+)?(?![\d.,]*\d)")
_OPEN = re.compile(
    r"^(?:onbeperkt|geen (?:max\w*|limiet|grens)|vrije? inloop|inloop|vrij|iedereen|alle\w*|onb\.?|ongelimiteerd|"
    r"open|unlimited|nog (?:niet )?bekend.*|\?+)$"
)


def read_capacity(value: Value) -> tuple[int | None, str]:
    """Give the places, None where there is no most or nobody knows it; and a sentence when it cannot be read."""
    cell = text(value)
    if not cell or _OPEN.match(fold(cell)) or (is_empty(cell) and not any(letter.isdigit() for letter in cell)):
        return None, ""
    numbers = [int(number) for number in _NUMBER.findall(cell)]
    if not numbers or not 0 < max(numbers) <= MOST:
        words = _("For the number of places it says “%(value)s”. We leave that open.")
        return None, words % {"value": shown(cell)}
    return max(numbers), ""
