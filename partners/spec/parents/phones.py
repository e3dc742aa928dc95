from __future__ import annotations

import re

import phonenumbers
from django.utils.translation import gettext as _
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from partners.spec.parents.cell import Reading, nothing, shown, whole

_RUN = re.compile(r"(?:\+|\b)\d(?:[\d\s().\-\u2010-\u2015\u2212/+]*\d)?")
_SCIENTIFIC = re.compile(r"^\d[.,]\d+e\+?\d+$", re.IGNORECASE)
_PLAIN = re.compile(r"^\+31[1-9]\d{8}$")
_TRUNK = re.compile(r"\(0\)")
_BETWEEN = re.compile(r"\s*[;,|/]\s*|\s+(?:en|of|and|or)\s+|\s{2,}", re.IGNORECASE)
_DUTCH, _DUTCH_DIGITS, _LOST_ZERO = 31, 9, 9
_FEWEST = 7
_SERVICE = (11,)  # 097 numbers of machines have eleven digits


def read_phone(cell: str) -> Reading[str]:
    """Give the first number of a cell in E.164; a lost leading zero and 0031 are understood."""
    cell = whole(cell)
    empty = nothing(cell)
    if empty is not None:
        return empty
    if _SCIENTIFIC.match(cell):
        text = _("Excel has shortened the telephone number to “%(value)s”. We leave it out.")
        return Reading(text=text % {"value": shown(cell)})
    numbers = [number for number in map(_number, _runs(cell)) if number]
    if not numbers:
        return Reading(text=_why(cell))
    best = next((number for number in numbers if is_mobile(number)), numbers[0])
    if len(set(numbers)) > 1:
        text = _("There is more than one telephone number. We take this one: %(value)s.")
        return Reading(best, text % {"value": best})
    return Reading(best)


def is_mobile(number: str) -> bool:
    """Tell whether a Dutch number can receive text messages; of other countries we do not know."""
    return number.startswith("+316")


def _runs(cell: str) -> list[str]:
    """Take the runs of digits apart; a slash or dash inside one number stays."""
    whole = [run for run in _RUN.findall(_TRUNK.sub("", cell)) if _digits(run) >= _FEWEST]
    if len(whole) == 1 and _number(whole[0]):
        return whole
    parts = _BETWEEN.split(_TRUNK.sub("", cell))
    if all(_digits(part) > _DUTCH_DIGITS for part in cell.split()):
        parts = cell.split()
    return [run for part in parts for run in _RUN.findall(part) if _digits(run) >= _FEWEST]


def _digits(run: str) -> int:
    return sum(letter.isdigit() for letter in run)


def _number(run: str) -> str | None:
    digits = "".join(letter for letter in run if letter.isdigit())
    foreign = run.startswith("+") or digits.startswith("00")
    digits = digits.lstrip("0") if foreign else digits
    if not foreign and len(digits) == _LOST_ZERO and digits[0] != "0":
        digits = f"{_DUTCH}{digits}"
    elif not foreign and digits.startswith("0"):
        digits = f"{_DUTCH}{digits[1:]}"
    elif not foreign and not digits.startswith(str(_DUTCH)):
        return None
    return _checked(f"+{digits}")


def _checked(written: str) -> str | None:
    if _PLAIN.match(written):
        return written
    try:
        number = phonenumbers.parse(written)
    except NumberParseException:
        return None
    possible = _is_dutch(number) if number.country_code == _DUTCH else phonenumbers.is_possible_number(number)
    return phonenumbers.format_number(number, PhoneNumberFormat.E164) if possible else None


def _is_dutch(number: PhoneNumber) -> bool:
    # Length only: lists of series in use change, and a wrong "no" would lose a parent.
    digits = str(number.national_number)
    return len(digits) == _DUTCH_DIGITS or (digits.startswith("97") and len(digits) in _SERVICE)


def _why(cell: str) -> str:
    value = {"value": shown(cell)}
    count = _digits(cell)
    if count == 0:
        return _("“%(value)s” is not a telephone number. We leave it out.") % value
    if cell.strip().startswith("0") and not cell.strip().startswith("00") and count < _DUTCH_DIGITS + 1:
        return _("The telephone number “%(value)s” is too short. We leave it out.") % value
    if cell.strip().startswith("0") and not cell.strip().startswith("00"):
        return _("The telephone number “%(value)s” is too long. We leave it out.") % value
    return _("The telephone number “%(value)s” is not right. We leave it out.") % value
