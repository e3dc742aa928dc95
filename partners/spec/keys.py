"""How two spellings of one person or address are recognised as the same."""

from __future__ import annotations

import unicodedata

LONGEST_NAME = 120
LONGEST_ADDRESS = 254


def email_key(email: str) -> str:
    """Lower case and trimmed: looked up under the policy, where citext could not use an index."""
    # A few letters become two in lower case.
    return email.strip().lower()[:LONGEST_ADDRESS]


def name_key(name: str) -> str:
    """Without case, accents and double spaces: "Åse  Çelik" and "ase celik" are one; also the order of lists."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return " ".join(plain.casefold().split())[:LONGEST_NAME]
