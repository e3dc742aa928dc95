"""A municipality's own words: which there are, where they are seen, and the languages in which they may be said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from portal.municipalities.models import Municipality

DUTCH = "nl"


@dataclass(frozen=True)
class Language:
    """A language of parents: what its speakers call it, what we call it, and whether it is read from the right."""

    code: str
    own_name: str
    label: str | Promise
    rtl: bool = False

    @property
    def direction(self) -> str:
        """As HTML says it."""
        return "rtl" if self.rtl else "ltr"


LANGUAGES: Mapping[str, Language] = {
    language.code: language
    for language in (
        Language(DUTCH, "Nederlands", pgettext_lazy("language", "Dutch")),
        Language("en", "English", pgettext_lazy("language", "English")),
        Language("ar", "العربية", pgettext_lazy("language", "Arabic"), rtl=True),
        Language("tr", "Türkçe", pgettext_lazy("language", "Turkish")),
        Language("pl", "Polski", pgettext_lazy("language", "Polish")),
        Language("uk", "Українська", pgettext_lazy("language", "Ukrainian")),
        Language("ti", "ትግርኛ", pgettext_lazy("language", "Tigrinya")),
        Language("so", "Soomaali", pgettext_lazy("language", "Somali")),
        Language("es", "Español", pgettext_lazy("language", "Spanish")),
    )
}


@dataclass(frozen=True)
class OwnText:
    """A place where the portal speaks as the municipality; without words of its own stands there what is ordinary.

    `of_languages` says that it may be said in each language that is offered; `link` that it is an address.
    """

    key: str
    label: str | Promise
    where: str | Promise
    longest: int
    ordinary: str | Promise = ""
    lines: int = 1
    of_languages: bool = True
    link: bool = False


TEXTS: Mapping[str, OwnText] = {
    text.key: text
    for text in (
        OwnText(
            "welcome",
            _("Welcome on the agenda"),
            _("At the top of the agenda, the first page that parents see."),
            300,
            _("Meet other parents in %(name)s. Grandparents and foster parents are welcome too."),
            lines=3,
        ),
        OwnText(
            "team",
            _("Name of the team"),
            _("At the foot of each page, above the phone number."),
            60,
            _("Ask us"),
            of_languages=False,
        ),
        OwnText(
            "visit",
            _("Where people can walk in"),
            _("At the foot of each page, under the phone number."),
            120,
            lines=2,
            of_languages=False,
        ),
        OwnText(
            "hours",
            _("When people can call or walk in"),
            _("At the foot of each page, under the phone number."),
            120,
            lines=2,
            of_languages=False,
        ),
        OwnText(
            "mail_foot",
            _("The foot of mails to parents"),
            _("Under each mail to a parent, behind the name of the municipality."),
            200,
            lines=3,
        ),
        OwnText(
            "privacy_contact",
            _("Whom to ask about privacy"),
            _("On the page about privacy, under “Questions or a complaint”."),
            300,
            _("Ask for the privacy officer of your municipality. They see to it that we handle your details well."),
            lines=3,
        ),
        OwnText(
            "privacy_link",
            _("The privacy statement of the municipality itself"),
            _("On the page about privacy, as a link."),
            200,
            of_languages=False,
            link=True,
        ),
    )
}


def offered(municipality: Municipality) -> list[Language]:
    """The languages that this municipality offers to parents, Dutch first. No query."""
    return [language for code, language in LANGUAGES.items() if code == DUTCH or code in municipality.languages]


def own_text(municipality: Municipality, key: str, language: str = DUTCH) -> str:
    """The municipality's own words in this language, else those in Dutch; empty when it has none. No query."""
    said: Mapping[str, str] = municipality.own_texts.get(key, {})
    known = said.get(language, "") if language in municipality.languages else ""
    return known or said.get(DUTCH, "")


def translations(municipality: Municipality, key: str) -> list[tuple[Language, str]]:
    """The same words in each other language that is offered, where somebody wrote them. No query."""
    said: Mapping[str, str] = municipality.own_texts.get(key, {})
    others = (language for language in offered(municipality) if language.code != DUTCH)
    return [(language, said[language.code]) for language in others if said.get(language.code)]


def said_to(municipality: Municipality, key: str, language: str) -> list[tuple[Language, str]]:
    """What one person reads of it: in Dutch, and below that in their own language where that is offered. No query."""
    dutch = own_text(municipality, key)
    own = [(found, text) for found, text in translations(municipality, key) if found.code == language]
    return [*([(LANGUAGES[DUTCH], dutch)] if dutch else []), *own]
