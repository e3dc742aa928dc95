"""Which row is the header, and which columns make up which parent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from partners.spec.parents.columns import Meaning, meaning, meanings
from partners.spec.parents.parts import CONTACT, FIELD, NAMES, UNREAD, Part
from portal.web.sheets import Span

Columns = Mapping[Part, tuple[int, ...]]
_WEIGHT = {"email": 3, "phone": 2, "name": 2}
_NUMBERS = frozenset("123")
# Groups that come beside a parent whose columns carry no word for it.
_LATER = frozenset({"2", "3", "partner"})


@dataclass(frozen=True, slots=True)
class Heading:
    column: int
    meaning: Meaning

    @property
    def part(self) -> Part:
        return self.meaning.part


@dataclass(frozen=True, slots=True)
class Layout:
    """The header's row (from 1), its headings, and for each parent of a row the columns by part."""

    row: int
    headings: tuple[Heading, ...]
    people: tuple[Columns, ...]
    score: float

    @property
    def used(self) -> frozenset[int]:
        return frozenset(column for person in self.people for columns in person.values() for column in columns)

    @property
    def has_names(self) -> bool:
        return any(part in person for person in self.people for part in NAMES)


def headings_of(
    cells: Sequence[str], chosen: Mapping[str, str], guessed: Mapping[int, Meaning] | None = None
) -> tuple[Heading, ...]:
    """Give the headings that are known among the cells of a row, and those that were guessed."""
    found = meanings(cells, chosen) | dict(guessed or {})
    return tuple(Heading(column, found[column]) for column in sorted(found))


def score(cells: Sequence[str], headings: Sequence[Heading]) -> float:
    """Tell how surely a row is the header of a list of parents; 0 when it is not."""
    filled = sum(bool(cell) for cell in cells)
    fields = {FIELD[heading.part] for heading in headings if heading.part in FIELD}
    if any("@" in cell for cell in cells) or not fields & set(_WEIGHT):
        return 0
    single = filled == 1 and (fields == {"email"} or headings[0].meaning.said)
    if not single and (len(headings) < 2 or len(headings) * 2 < filled):  # noqa: PLR2004 - two known words, half of all
        return 0
    return sum(_WEIGHT.get(name, 1) for name in fields) + len(headings) / 100


def layout(
    cells: Sequence[str],
    row: int,
    labels: Mapping[int, Meaning],
    chosen: Mapping[str, str],
    guessed: Mapping[int, Meaning] | None = None,
) -> Layout | None:
    """Give the layout that this row is the header of, or None; `labels` stand in a row above it."""
    headings = headings_of(cells, chosen, guessed)
    found = score(cells, headings)
    if not found:
        return None
    headings = _numbered(tuple(_labelled(heading, labels) for heading in headings))
    return Layout(row, headings, _people(headings), found)


def labels(cells: Sequence[str], row: int, spans: Sequence[Span], width: int) -> dict[int, Meaning]:
    """Give for each column the parent or child named in a row above the header (`Ouder 1` over three columns)."""
    wide = {span.first: span.last for span in spans if span.row == row}
    filled = [column for column, cell in enumerate(cells) if cell]
    named: dict[int, Meaning] = {}
    for column, following in zip(filled, [*filled, width][1:], strict=True):
        what = meaning(cells[column])
        if what is None or not (what.of_parent or what.of_child):
            return {}
        last = wide.get(column, column if wide else following - 1)
        named.update(dict.fromkeys(range(column, last + 1), what))
    # A title such as "Leerlingen" alone above the header divides nothing.
    return named if any(what.of_parent for what in named.values()) else {}


def _labelled(heading: Heading, named: Mapping[int, Meaning]) -> Heading:
    label = named.get(heading.column)
    if label is None or heading.meaning.of_parent:
        return heading
    if label.part is Part.CHILD:
        return heading if _is_chosen(heading) else replace(heading, meaning=Meaning(Part.CHILD))
    return replace(heading, meaning=replace(heading.meaning, group=label.group, of_parent=True))


def _numbered(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
    """Number the parents where name and address simply come twice; a child's name may come before the parent's."""
    counts = Counter(heading.part for heading in headings if not heading.meaning.group)
    names = max((counts[part] for part in NAMES), default=0)
    if names > 1 and max(counts[part] for part in CONTACT) > 1:
        seen: Counter[Part] = Counter()
        numbered = []
        for heading in headings:
            repeated = counts[heading.part] > 1 and heading.part not in UNREAD and not heading.meaning.group
            seen[heading.part] += repeated
            group = str(seen[heading.part]) if repeated else heading.meaning.group
            numbered.append(replace(heading, meaning=replace(heading.meaning, group=group, of_parent=True)))
        return tuple(numbered)
    return headings


def _people(headings: Sequence[Heading]) -> tuple[Columns, ...]:
    """Divide the columns over the parents that one row names."""
    own = _without_child(headings)
    headings = [heading for heading in headings if heading in own or _is_chosen(heading)]
    named = _separate(headings)
    if len(named) < 2:  # noqa: PLR2004 - one parent takes all columns
        return (_columns(_one_household(headings)),)
    base = [heading for heading in headings if heading.meaning.group not in named]
    shared_name = [heading for heading in base if heading.part in NAMES]
    people = []
    for index, group in enumerate(named):
        own = [heading for heading in headings if heading.meaning.group == group]
        shared = [heading for heading in base if heading.part not in NAMES]
        if index:
            shared = [heading for heading in shared if heading.part in {Part.POSTCODE, Part.LANGUAGE, Part.NOTE}]
        if not any(heading.part in NAMES for heading in own):
            own = [*own, *shared_name]
        people.append(_columns([*own, *shared]))
    return tuple(people)


def _separate(headings: Sequence[Heading]) -> list[str]:
    """Give the groups that are parents of their own, in the order of their columns."""
    groups = dict.fromkeys(heading.meaning.group for heading in headings if heading.part in CONTACT)
    named = {heading.meaning.group for heading in headings if heading.part in NAMES or heading.meaning.of_parent}
    # "E-mail 2" without a name or the word parent is a second address of the same parent.
    own = [group for group in groups if group not in _NUMBERS or group in named]
    if "" in own and (len(own) == 1 or not set(own) - {""} <= _LATER):
        own.remove("")
    return own


def _is_chosen(heading: Heading) -> bool:
    return heading.meaning.said and heading.part not in UNREAD


def _without_child(headings: Sequence[Heading]) -> list[Heading]:
    """Leave out names that must be a child's: without a parent's word, where other columns have one."""
    child = any(heading.part is Part.CHILD for heading in headings)
    kept = [heading for heading in headings if heading.part not in UNREAD]
    of_parents = [heading for heading in kept if heading.meaning.of_parent]
    names = [heading for heading in of_parents if heading.part in NAMES]
    later = {heading.meaning.group for heading in names} <= _LATER
    if {Part.FULL, Part.LAST} & {heading.part for heading in names} and (child or not later):
        return [heading for heading in kept if heading.part not in NAMES or heading.meaning.of_parent]
    contact = [heading for heading in kept if heading.part in CONTACT]
    if child and contact and not names and all(heading.meaning.of_parent for heading in contact):
        return [heading for heading in kept if heading.part not in NAMES]
    return _last_of_full(kept) if child else kept


def _last_of_full(headings: list[Heading]) -> list[Heading]:
    """Keep the last of several plain name columns: beside a class, the first is the child's."""
    full = [heading for heading in headings if heading.part is Part.FULL and not heading.meaning.group]
    return [heading for heading in headings if heading not in full[:-1]]


def _one_household(headings: Sequence[Heading]) -> list[Heading]:
    """Keep name parts of one group: the first parent of a household in which none has an address of its own."""
    groups = list(dict.fromkeys(heading.meaning.group for heading in headings if heading.part in NAMES))
    first = [
        heading
        for heading in headings
        if heading.part not in NAMES
        or heading.meaning.group == groups[0]
        or (_is_chosen(heading) and not heading.meaning.group)
    ]
    whole = all(heading.part is Part.FULL for heading in headings if heading.part in NAMES)
    return list(headings) if whole else first


def _columns(headings: Sequence[Heading]) -> Columns:
    return {
        part: tuple(heading.column for heading in headings if heading.part is part)
        for part in dict.fromkeys(heading.part for heading in headings)
    }
