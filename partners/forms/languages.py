"""The choice of a home language: those that the municipality offers first, to parents as they call them themselves."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from partners.models import Parent
from partners.spec.languages import LANGUAGES
from portal.municipalities.queries import languages_here
from portal.municipalities.words import LANGUAGES as OFFERED


class SpokenSelect(forms.Select):
    """A choice in which each language that stands there by its own name says so, for who has it read aloud."""

    def create_option(self, name: str, value: Any, label: int | str, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Django's, with the language and direction of the words."""
        option: dict[str, Any] = super().create_option(name, value, label, *args, **kwargs)
        language = OFFERED.get(str(value))
        if language and str(label) == language.own_name:
            option["attrs"] |= {"lang": language.code, "dir": language.direction}
        return option


def language_choices(parent: Parent | None, *, own_names: bool) -> list[tuple[Any, Any]]:
    """Every language; one of a parent that nobody knows stays as it is. One query."""
    known: dict[str, Any] = dict(LANGUAGES)
    if parent and parent.language:
        known.setdefault(parent.language, parent.language)
    here = languages_here()
    if len(here) == 1:
        return _sorted(known)
    first = [(one.code, one.own_name if own_names else known[one.code]) for one in here]
    others = {code: label for code, label in known.items() if code not in dict(first)}
    return [(_("Languages that we offer"), first), (_("Other languages"), _sorted(others))]


def _sorted(known: dict[str, Any]) -> list[tuple[Any, Any]]:
    return sorted(known.items(), key=lambda one: str(one[1]).casefold())
