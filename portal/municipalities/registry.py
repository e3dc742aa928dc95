"""What higher storeys do when a municipality is divided into neighbourhoods anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass


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
