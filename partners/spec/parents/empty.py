"""Words that people write where there is nothing to write."""

from __future__ import annotations

from portal.web.sheets.words import tokens

_WHOLE = frozenset(
    {
        "geen", "nvt", "n v t", "n a", "na", "nb", "n b", "onbekend", "unknown", "none", "leeg", "onb", "volgt", "ntb",
        "n t b", "tbd", "x", "xx", "xxx", "nee", "niet bekend", "niet ingevuld", "niet opgegeven", "weet niet",
        "niet van toepassing", "geen mail", "geen email", "geen e mail", "heeft geen email", "heeft geen e mail",
        "geen emailadres", "geen e mailadres", "geen telefoon", "geen tel", "geen nummer", "geen mobiel", "heeft geen",
        "geen opgave", "volgt nog", "nog onbekend", "nog niet bekend", "not available", "no email", "null", "nan",
        "0", "00",
    }
)  # fmt: skip


def is_empty(cell: str) -> bool:
    """Tell whether a cell says in words or signs that it is empty."""
    words = " ".join(tokens(cell))
    return words in _WHOLE or not words
