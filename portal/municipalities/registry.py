"""What higher storeys do when a municipality is divided anew, and what they keep until when."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from portal.municipalities.spec import MadeUp, People, Term


@dataclass(frozen=True)
class Division:
    """The newest division by id: the area of each postcode, and for each older area the one that takes its place."""

    by_postcode: Mapping[str, int]
    instead: Mapping[int, int]


_followers: list[Callable[[Division], object]] = []


def on_new_division(follow: Callable[[Division], object]) -> None:
    """Have this called in the municipality concerned, in the transaction in which its division changes."""
    _followers.append(follow)


def tell_new_division(division: Division) -> None:
    """Let everything that hangs on neighbourhoods follow."""
    for follow in _followers:
        follow(division)


class WrongTerm(Exception):
    """Two kinds of data want one name, or a term lies outside its own bounds; refused at start."""


_terms: dict[str, Term] = {}


def keeps_until(*terms: Term) -> None:
    """Have these kinds of data removed when their time is over, once a day; raises WrongTerm."""
    for term in terms:
        if term.kind in _terms or not term.least <= term.months <= term.most:
            raise WrongTerm(term.kind)
        _terms[term.kind] = term


def terms() -> Mapping[str, Term]:
    """Every kind of data that goes by itself, by name, from the ground up."""
    return MappingProxyType(_terms)


_people: dict[str, People] = {}


def tell_people(told: Mapping[str, People]) -> None:
    """Say of tables ("partners.Parent") whom they are about and who sees that, for the register of purposes."""
    _people.update(told)


def people_of(label: str) -> People | None:
    """Whom a table is about; None when nobody said it."""
    return _people.get(label)


_made_up: dict[str, MadeUp] = {}


def tell_made_up(told: Mapping[str, MadeUp]) -> None:
    """Say of models ("partners.Parent") what becomes of their rows in a copy for development and tests."""
    _made_up.update(told)


def made_up_of(label: str) -> MadeUp | None:
    """What becomes of the rows of this model in such a copy; None when nobody said it."""
    return _made_up.get(label)
