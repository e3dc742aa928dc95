from __future__ import annotations

from django.utils.translation import gettext as _

from partners.spec.parents.cell import Reading, shown
from portal.web.sheets.words import listed, tokens

_YES = listed("j ja yes y jep jawel v x 1 waar true akkoord ok oke okay eens graag gegeven si evet tak")
_NO = listed("n nee neen no nope 0 onwaar false weigert geweigerd hayir nie")
_REFUSALS = frozenset({"niet", "geen", "geen toestemming", "niet akkoord", "geen akkoord", "niet toegestaan"})
_OPEN = frozenset({"", "onbekend", "nvt", "n v t", "nb", "n b", "na", "n a"})
_TICKS = frozenset("\u2713\u2714\u2611\u2612\u2705\u00d7\u2715\u2716")
_DOUBT = _NO | listed("niet geen maar nog")
_WORDS = 4


def read_consent(cell: str) -> Reading[bool]:
    """Give True or False for a clear answer; doubt is never a yes."""
    words = tokens(cell)
    phrase = " ".join(words)
    if cell in _TICKS:
        return Reading(value=True)
    if phrase in _OPEN:
        return Reading()
    first = words[0] if len(words) <= _WORDS else ""
    if first in _NO or phrase in _REFUSALS:
        return Reading(value=False)
    if first in _YES and not _DOUBT.intersection(words):
        return Reading(value=True)
    text = _("For consent it says “%(value)s”. We do not count that as a yes.")
    return Reading(text=text % {"value": shown(cell)})
