"""Columns whose heading is not known, told by what stands below it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from partners.spec.parents.columns import Meaning, meaning
from partners.spec.parents.layout import Layout, layout
from partners.spec.parents.parts import FIELD, Part

_SAMPLE = 200
_SHARE = 0.6
_LOOKS = {
    Part.EMAIL: re.compile(r"^\S+@\S+\.\w{2,}$"),
    Part.PHONE: re.compile(r"^(?:\+31|0031|0)[\s-]?\(?6\)?[\d\s-]{8,12}$|^6\d{8}$"),
    Part.POSTCODE: re.compile(r"^[1-9]\d{3} ?[A-Za-z]{2}$"),
}
# A heading that `columns` knows by itself, to stand in for one that it does not.
_STANDS_FOR = {Part.EMAIL: "e-mail", Part.PHONE: "telefoon", Part.POSTCODE: "postcode"}


def with_guesses(
    found: Layout, cells: Sequence[str], below: Sequence[Sequence[str]], named: Mapping[int, Meaning]
) -> Layout:
    """Give the layout with columns added for fields that no heading names."""
    known = {FIELD[heading.part] for heading in found.headings if heading.part in FIELD}
    guessed = dict(_guesses(cells, below[:_SAMPLE], known))
    if not guessed:
        return found
    filled = [*cells, *[""] * (max(guessed) + 1 - len(cells))]
    stand_in = [guessed.get(column, cell) for column, cell in enumerate(filled)]
    return layout(stand_in, found.row, named) or found


def _guesses(cells: Sequence[str], below: Sequence[Sequence[str]], known: set[str]) -> Mapping[int, str]:
    guessed: dict[int, str] = {}
    for column in range(max((len(row) for row in below), default=0)):
        heading = cells[column] if column < len(cells) else ""
        what = meaning(heading) if heading else None
        # "Contact" may be a name and may be an address.
        if what and what.part is not Part.FULL:
            continue
        values = [row[column] for row in below if column < len(row) and row[column]]
        part = _look(values)
        if part and FIELD[part] not in known:
            known = {*known, FIELD[part]}
            guessed[column] = _STANDS_FOR[part]
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
