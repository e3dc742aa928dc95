from __future__ import annotations

import re

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _

from partners.spec.parents.cell import Reading, shown
from partners.spec.parents.empty import is_empty
from portal.outbox.mime import BadAddress, one_spelling

_valid = EmailValidator(allowlist=[])
_BRACKETS = re.compile(r"<([^<>]*@[^<>]*)>")
_SCHEME = re.compile(r"^\s*mailto:\s*", re.IGNORECASE)
_AROUND_AT = re.compile(r"\s*@\s*")
_SEPARATORS = re.compile(r"[;,/|\s]+(?:en|of|and|or)?[;,/|\s]*", re.IGNORECASE)
_ENDING = re.compile(r"^,\s?[a-z]{2,3}\s*$")
# A space inside an address: the second half would be somebody else's address.
_WORD_BEFORE = re.compile(r"^[^@<>:;,/|]*[^@<>:;,/|\s]\s+[^@\s<]+@")
# Somebody wrote the @ in letters: anna (at) school.example.
_AT_IN_WORDS = re.compile(
    r"^\s*([^\s@()\[\]{}]+)\s*(?:[(\[{]\s*(?:at|apenstaartje)\s*[)\]}]|\s(?:at|apenstaartje)\s)\s*([^\s@]+\.\w{2,})\s*$",
    re.IGNORECASE,
)
_EDGES = ".,;:<>()[]{}'\"\u2018\u2019\u201c\u201d"


def read_email(cell: str) -> Reading[str]:
    """Give the first address of a cell in small letters, its domain in one spelling; only a complete one counts."""
    if not cell:
        return Reading()
    if is_empty(cell):
        text = _("For e-mail it says “%(value)s”. We read that as: no e-mail address.")
        return Reading(text=text % {"value": shown(cell)}, empty=True)
    spelled = _AT_IN_WORDS.match(cell)
    if spelled and _is_good(typed := f"{spelled[1]}@{spelled[2]}".lower()):
        address = _one(typed)
        text = _("For e-mail it says “%(value)s”. We read that as %(address)s.")
        return Reading(address, text % {"value": shown(cell), "address": shown(address)})
    found = [address for address in _parts(cell) if "@" in address]
    good = list(dict.fromkeys(address for address in found if _is_good(address)))
    if not good or not _is_good(found[0]) or _cut_in_two(cell, good[0]) or _WORD_BEFORE.match(cell):
        return Reading(text=_why(cell, found))
    address = _one(good[0])
    if any(_one(other) != address for other in good):
        text = _("There is more than one e-mail address. We take the first one: %(value)s.")
        return Reading(address, text % {"value": shown(address)})
    return Reading(address)


def _parts(cell: str) -> list[str]:
    bracketed = _BRACKETS.findall(cell)
    if bracketed:
        return [_clean(address) for address in bracketed]
    joined = _AROUND_AT.sub("@", _SCHEME.sub("", cell))
    return [_clean(part) for part in _SEPARATORS.split(joined)]


def _clean(address: str) -> str:
    return _SCHEME.sub("", _AROUND_AT.sub("@", address)).strip(_EDGES + " ").lower()


def _one(address: str) -> str:
    """As the forms spell it, so that a no on one spelling counts for the other."""
    try:
        return one_spelling(address)
    except BadAddress:
        return address


def _is_good(address: str) -> bool:
    try:
        _valid(address)
    except ValidationError:
        return False
    return True


def _cut_in_two(cell: str, address: str) -> bool:
    """Tell whether a comma stood for a point: anna@mail.example,nl is no list of two."""
    return "," in cell and bool(_ENDING.match(cell.lower().rpartition(address)[2]))


def _why(cell: str, found: list[str]) -> str:
    value = {"value": shown(cell)}
    if not found:
        return _("“%(value)s” is not an e-mail address: the @ is missing. We leave it out.") % value
    if _WORD_BEFORE.match(cell):
        return _("In the e-mail address “%(value)s” there is a space. We leave it out.") % value
    if "," in cell or ".." in cell:
        return _("The e-mail address “%(value)s” has a wrong comma or full stop. We leave it out.") % value
    if "." not in found[0].rpartition("@")[2]:
        return (
            _("The e-mail address “%(value)s” is not complete: the ending, such as .nl, is missing. We leave it out.")
            % value
        )
    return _("The e-mail address “%(value)s” is not right. We leave it out.") % value
