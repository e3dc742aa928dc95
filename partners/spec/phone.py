from __future__ import annotations

import phonenumbers

COUNTRY = "NL"
LONGEST_INPUT = 40


def e164(text: str) -> str:
    """The number as +31612345678; empty for what cannot be a phone number."""
    try:
        number = phonenumbers.parse(text[:LONGEST_INPUT], COUNTRY)
    except phonenumbers.NumberParseException:
        return ""
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164) if _possible(number) else ""


def _possible(number: phonenumbers.PhoneNumber) -> bool:
    # Not "valid": that table runs behind the numbers that are given out.
    return phonenumbers.is_possible_number(number)
