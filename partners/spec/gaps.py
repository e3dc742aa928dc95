"""What a neighbourhood has, and what it lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

# A language that fewer parents speak is not named: it could tell who they are.
FEWEST = 5
# Everybody who works here speaks it.
DUTCH = "nl"
# Kinds that parents look for near them; the youth and family centre is there for the whole municipality.
NEAR = ("school", "childcare", "club", "faith", "health", "welfare")


def missing_kinds(kinds: Iterable[str]) -> list[str]:
    """The kinds of organisations that parents look for near them and that are not among these, in a fixed order."""
    there = set(kinds)
    return [kind for kind in NEAR if kind not in there]


def missing_languages(
    asked: Mapping[str, int], spoken: Collection[str], *, fewest: int = FEWEST
) -> list[tuple[str, int]]:
    """The languages that at least so many parents speak and nobody of these does, most spoken first."""
    wanted = [(code, count) for code, count in asked.items() if count >= fewest and code not in {DUTCH, *spoken}]
    return sorted(wanted, key=lambda found: (-found[1], found[0]))


def missing_stages(there: Iterable[Collection[str]], stages: Iterable[str]) -> list[str]:
    """The stages that none of these names, in the order of growing up. What is for all parents names none."""
    named = {stage for one in there for stage in one}
    return [stage for stage in stages if stage not in named]
