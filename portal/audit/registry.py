"""What stands in the log, in words: each storey names its own in ready(); one without a name shows as it is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.utils.functional import Promise

# How the name of a page begins where it stands among the fields.
PAGE = "page_"

_names: dict[str, str | Promise] = {}
_words: dict[str, str | Promise] = {}


def name_actions(names: Mapping[str, str | Promise]) -> None:
    """Add names of actions."""
    _names.update(names)


def name_of(action: str, about: str = "") -> str | Promise:
    """What this action is called on screen; "read files.File" names what it is when it is about a file."""
    return _names.get(f"{action} {about}") or _names.get(action, action)


def name_words(words: Mapping[str, str | Promise]) -> None:
    """Add names of what an entry is about, such as "files.File", and of its fields, such as "content"."""
    _words.update(words)


def word_for(name: str) -> str:
    """A subject or a field in words; "created:12" keeps its number, "page_ouders_wijzigen" its words."""
    if name.startswith(PAGE):
        return f"{_words.get('page', 'page')} {name.removeprefix(PAGE).replace('_', ' ')}"
    kept, _, count = name.partition(":")
    return f"{_words.get(kept, kept)} {count}".strip()
