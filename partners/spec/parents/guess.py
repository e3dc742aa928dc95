"""Columns whose heading is not known, told by what stands below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from partners.spec.parents.columns import Meaning, meanings
from partners.spec.parents.layout import Layout, layout
from partners.spec.parents.parts import FIELD, Part

_SAMPLE = 200
_SHARE = 0.6
_LOOKS = {
    Part.EMAIL: re.compile(r"^\S+@\S+\.\w{2,}$"),
    Part.PHONE: re.compile(r"^(?:\+31|0031|0)[\s-]?\(?6\)?[\d\s-]{8,12}$|^6\d{8}$"),
    Part.POSTCODE: re.compile(r"^[1-9]\d{3} ?[A-Za-z]{2}$"),
}


def with_guesses(
    found: Layout,
    cells: Sequence[str],
    below: Sequence[Sequence[str]],
    named: Mapping[int, Meaning],
    chosen: Mapping[str, str],
) -> Layout:
    """Give the layout with columns added for fields that no heading names; what a person chose is not guessed."""
    known = {FIELD[heading.part] for heading in found.headings if heading.part in FIELD}
    guessed = _guesses(meanings(cells, chosen), below[:_SAMPLE], known)
    return (layout(cells, found.row, named, chosen, guessed) or found) if guessed else found


def _guesses(headings: Mapping[int, Meaning], below: Sequence[Sequence[str]], known: set[str]) -> Mapping[int, Meaning]:
    guessed: dict[int, Meaning] = {}
    for column in range(max((len(row) for row in below), default=0)):
        what = headings.get(column)
        # "Contact" may be a name and may be an address.
        if what and (what.said or what.part is not Part.FULL):
            continue
        values = [row[column] for row in below if column < len(row) and row[column]]
        part = _look(values)
        if part and FIELD[part] not in known:
            known = {*known, FIELD[part]}
            guessed[column] = Meaning(part)
    return guessed


def _look(values: Sequence[str]) -> Part | None:
    return next(
        (
            part
            for part, look in _LOOKS.items()
            if values and sum(bool(look.match(value)) for value in values) >= _SHARE * len(values)
        ),
        None,
    )
