from __future__ import annotations

import phonenumbers

COUNTRY = "NL"
# The table does not know all of them as mobile numbers.
MOBILE, LENGTH = "+316", 12
LONGEST_INPUT = 40


def e164(text: str) -> str:
    """The number as +31612345678; empty for what cannot be a phone number."""
    try:
        number = phonenumbers.parse(text[:LONGEST_INPUT], COUNTRY)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if _possible(number) else ""


def written(number: str) -> str:
    """A kept number as people here write it, 06 12345678; one of elsewhere with its country, +32 470 12 34 56."""
    if number.startswith(MOBILE) and len(number) == LENGTH:
        return f"06 {number[len(MOBILE) :]}"
    try:
        found = phonenumbers.parse(number, COUNTRY)
    except phonenumbers.NumberParseException:
        return number
    own = phonenumbers.region_code_for_country_code(found.country_code or 0) == COUNTRY
    form = phonenumbers.PhoneNumberFormat.NATIONAL if own else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    return phonenumbers.format_number(found, form)


def _possible(number: phonenumbers.PhoneNumber) -> bool:
    # Not "valid": that table runs behind the numbers that are given out.
    return phonenumbers.is_possible_number(number)
