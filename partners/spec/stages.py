"""For parents at which stage something is, from the words of who organises it; and each stage as it is said."""

from __future__ import annotations

import re

from django.utils.translation import gettext_lazy as _

# Each stage in the order of growing up: the words that name it, and the years of a child in it.
NAMED = {
    "pregnant": r"zwanger|verwachting|aanstaande|bevalling",
    "0-1": r"bab(?:y|ies)|zuigeling|pasgeboren|kraam",
    "1-2": r"dreumes",
    "2-4": r"peuter|voorschool|\bvve\b",
    "primary": r"basisscho|kleuter|\bgroep [1-8]\b|schoolkind",
    "secondary": r"puber|tiener|brugklas|middelbare|voortgezet onderwijs",
    "18+": r"jongvolwassen|volwassen kind|18\s?\+|18 plus",
}
YEARS = {"0-1": (0, 1), "1-2": (1, 2), "2-4": (2, 4), "primary": (4, 12), "secondary": (12, 18), "18+": (18, 99)}
RANGE = re.compile(r"(\d{1,2})\s*(?:-|\u2013|t/m|tot en met|tot)\s*(\d{1,2})\s*(?:jaar|jr)")
FOR = {
    "pregnant": _("for who is pregnant"),
    "0-1": _("for parents of a baby"),
    "1-2": _("for parents of a child of one year old"),
    "2-4": _("for parents of a toddler"),
    "primary": _("for parents of a child in primary school"),
    "secondary": _("for parents of teenagers"),
    "18+": _("for parents of a child of 18 or older"),
}
# The same as the head of a column.
SHORT = {
    "pregnant": _("Pregnant"),
    "0-1": _("Baby"),
    "1-2": _("One year old"),
    "2-4": _("Toddler"),
    "primary": _("Primary school"),
    "secondary": _("Teenagers"),
    "18+": _("18 or older"),
}


def stages_in(text: str) -> frozenset[str]:
    """The stages that a text in Dutch names; none when it is for all parents, or does not say."""
    said = text.lower()
    named = {stage for stage, words in NAMED.items() if re.search(words, said)}
    for first, last in RANGE.findall(said):
        named |= {stage for stage, (begins, ends) in YEARS.items() if int(first) < ends and int(last) > begins}
    return frozenset(named)
