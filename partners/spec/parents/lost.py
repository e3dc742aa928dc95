"""Names that lost letters before the file reached us; they cannot be guessed, so a person looks."""

from __future__ import annotations

from django.utils.translation import gettext as _

from partners.spec.parents.cell import shown
from partners.spec.parents.names import PREFIXES
from portal.web.sheets.letters import mend
from portal.web.sheets.words import fold, tokens

# What is left of the letters that a western text file has no place for, such as ł, ş, ı and ğ.
_LOSABLE = frozenset("lsigcnzaeourtdy")
_MOST_LOST = 2
_SHORT = 2


def lost_letters(name: str, email: str | None, *, western: bool) -> str:
    """Give a sentence when letters of the name are missing or wrong, else nothing."""
    if "\ufffd" in name or mend(name) != name or _question_inside(name):
        return _("In the name “%(name)s” letters are wrong. Check the name.") % {"name": shown(name)}
    spelled = _spelled(name, email) if western and email else ""
    if spelled:
        text = _("In the name “%(name)s” a letter may be missing: the e-mail address says “%(spelled)s”. Check the name.")
        return text % {"name": shown(name), "spelled": shown(spelled)}
    return ""


def _question_inside(name: str) -> bool:
    return any("?" in word.strip("?()") or (word.startswith("?") and len(word) > _SHORT) for word in name.split())


def _spelled(name: str, email: str) -> str:
    """Find a word of the address that is a word of the name plus one or two letters that can get lost."""
    written = [word for word in tokens(email.partition("@")[0]) if len(word) > _SHORT]
    for word in tokens(name):
        if len(word) >= _SHORT and word not in PREFIXES and word not in written:
            longer = next((other for other in written if _without_some(word, other)), "")
            if longer:
                return longer
    return ""


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
