"""How the municipality's own words and languages stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext

from portal.municipalities.models import Municipality
from portal.municipalities.words import DUTCH, TEXTS, Language, OwnText, offered, own_text, translations


@dataclass(frozen=True)
class TextNow:
    """One text, what stands there now, whether those are words of the municipality's own, and in which languages."""

    text: OwnText
    now: str
    own: bool
    languages: Sequence[Language]


@dataclass(frozen=True)
class LanguageNow:
    """A language that is offered: whether pages and mails speak it, and how many own texts are written in it."""

    language: Language
    translated: bool
    written: int


def ordinary(text: OwnText, municipality: Municipality) -> str:
    """What stands there when the municipality has no words of its own. No query."""
    words = str(text.ordinary)
    return words % {"name": municipality.name} if "%(name)s" in words else words


def texts_now(municipality: Municipality) -> list[TextNow]:
    """Every text. No query."""
    return [text_now(text, municipality) for text in TEXTS.values()]


def text_now(text: OwnText, municipality: Municipality) -> TextNow:
    """How one text stands. No query."""
    own = own_text(municipality, text.key)
    said = [language for language, _ in translations(municipality, text.key)]
    return TextNow(text, own or ordinary(text, municipality) or gettext("Nothing"), bool(own), said)


def languages_now(municipality: Municipality) -> list[LanguageNow]:
    """Every language that is offered, Dutch first. No query."""
    whole = {code for code, _ in settings.LANGUAGES}
    return [
        LanguageNow(language, language.code in whole, _written(municipality, language.code))
        for language in offered(municipality)
    ]


def texts_of_languages() -> int:
    """How many texts can be said in other languages. No query."""
    return sum(text.of_languages for text in TEXTS.values())


def _written(municipality: Municipality, code: str) -> int:
    if code == DUTCH:
        return sum(bool(own_text(municipality, text.key)) for text in TEXTS.values() if text.of_languages)
    return sum(bool(municipality.own_texts.get(text.key, {}).get(code)) for text in TEXTS.values())
