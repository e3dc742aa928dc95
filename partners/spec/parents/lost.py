"""Names that lost letters before the file reached us; they cannot be guessed, so a person looks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from django.utils.translation import gettext as _

from partners.spec.parents.cell import shown
from partners.spec.parents.names import PREFIXES
from partners.spec.parents.result import ParentRow
from portal.web.sheets.letters import mend
from portal.web.sheets.words import tokens

# The plain forms of letters that a western text file has no place for, Polish and Turkish ones above all.
_LOSABLE = frozenset("lsigcnzaeourtdy")
_MOST_LOST = 2
_SHORT = 2


def lost_letters(people: Sequence[ParentRow], *, western: bool) -> dict[int, str]:
    """Give a sentence for each name, by its index, of which letters are missing or wrong.

    `western` tells that the file had no place for other letters; then an address can show what a name lost,
    and a word that lost letters on one row did so on every row.
    """
    spelled = dict(_spelled_words(people)) if western else {}
    sentences = {index: _wrong(row.name) or _missing(row.name, spelled) for index, row in enumerate(people) if row.name}
    return {index: sentence for index, sentence in sentences.items() if sentence}


def _wrong(name: str) -> str:
    if "\ufffd" in name or mend(name) != name or _question_inside(name):
        return _("In the name “%(name)s” letters are wrong. Check the name.") % {"name": shown(name)}
    return ""


def _missing(name: str, spelled: Mapping[str, str]) -> str:
    whole = next((spelled[word] for word in tokens(name) if word in spelled), "")
    text = _("In the name “%(name)s” a letter may be missing: an e-mail address says “%(whole)s”. Check the name.")
    return text % {"name": shown(name), "whole": shown(whole)} if whole else ""


def _spelled_words(people: Sequence[ParentRow]) -> Iterator[tuple[str, str]]:
    for row in people:
        if row.name and row.email:
            yield from _longer(row.name, row.email)


def _question_inside(name: str) -> bool:
    return any("?" in word.strip("?()") or (word.startswith("?") and len(word) > _SHORT) for word in name.split())


def _longer(name: str, email: str) -> Iterator[tuple[str, str]]:
    """Pair words of the name with words of the address that have one or two letters more, which can get lost."""
    written = [word for word in tokens(email.partition("@")[0]) if len(word) > _SHORT]
    for word in tokens(name):
        if len(word) >= _SHORT and word not in PREFIXES and word not in written:
            yield from ((word, other) for other in written if _without_some(word, other))


def _without_some(word: str, longer: str) -> bool:
    missing = len(longer) - len(word)
    if not 0 < missing <= _MOST_LOST:
        return False
    left = iter(longer)
    skipped = []
    for letter in word:
        for other in left:
            if other == letter:
                break
            skipped.append(other)
        else:
            return False
    return _LOSABLE.issuperset([*skipped, *left])
