"""When two entries may be one parent."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from partners.spec.keys import LONGEST_NAME


@dataclass(frozen=True)
class Likeness:
    """One way to look alike; a lower rank is surer."""

    name: str
    rank: int

    @property
    def words(self) -> str:
        """What is the same."""
        return str(WORDS[self.name])


PHONE = Likeness("phone", 1)
NAME = Likeness("name", 2)
NEAR = Likeness("near", 3)
WORDS = {
    "phone": _("the same phone number"),
    "name": _("the same name in the same postcode"),
    "near": _("nearly the same name in the same postcode"),
}
# A postcode and the words of a name.
LONGEST_KEY = 5 + LONGEST_NAME
_LETTERS = re.compile(r"[^\w]+|_")


def keys_of(name_key: str, phone: str, postcode: str) -> Iterator[tuple[Likeness, str]]:
    """By which somebody is laid beside others: who shares a key may be the same."""
    if phone:
        yield PHONE, phone
    words = [word for word in _LETTERS.split(name_key) if word]
    if not postcode or not words:
        return
    # "Amrani, Fatima el" and "Fatima El-Amrani" are one name.
    yield NAME, f"{postcode} {' '.join(sorted(words))}"
    if len(words) > 1:
        # "F. Amrani", "Fatima Amrani" and "Fatima el Amrani": the first letter and the last word.
        yield NEAR, f"{postcode} {words[0][0]} {words[-1]}"
