"""What parents agree to, in the words they read; a text that changes gets a new version, the old one stays."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

INVITATIONS, FEEDBACK, INTRODUCTIONS = "invitations", "feedback", "introductions"
SIGN_UP_TEXT = "sign-up-2"
LIST_TEXT = "list-1"
STOP_TEXT = "stop-1"
# Said at once for every purpose.
STOP_ALL_TEXT = "stop-all-1"
TEXTS: dict[str, _StrPromise] = {
    "sign-up-1": _("You may send me invitations for activities near me. I can stop this with one click."),
    SIGN_UP_TEXT: _("You may send me invitations for activities near me. Stopping takes one click."),
    LIST_TEXT: _("The organisation asked the parents on this list whether we may invite them to activities."),
    STOP_TEXT: _("I do not want invitations any more."),
    "feedback-1": _("You may ask me afterwards how an activity was. I do not have to answer."),
    "feedback-stop-1": _("Do not ask me how an activity was."),
    "introductions-1": _(
        "You may put me in touch with an organisation or another parent. Each time you ask me first with whom."
    ),
    "introductions-stop-1": _("Do not put me in touch with others."),
    STOP_ALL_TEXT: _("I do not want to hear from you any more, about anything."),
}


@dataclass(frozen=True)
class Purpose:
    """What a parent says yes or no to: in a word, as a question, and the texts of today for each answer."""

    label: _StrPromise
    question: _StrPromise
    yes: str
    no: str


PURPOSES = {
    INVITATIONS: Purpose(
        label=_("Invitations for activities"),
        question=_("We may send invitations for activities in the neighbourhood."),
        yes=SIGN_UP_TEXT,
        no=STOP_TEXT,
    ),
    FEEDBACK: Purpose(
        label=_("Asking how an activity was"),
        question=_("We may ask afterwards how an activity was."),
        yes="feedback-1",
        no="feedback-stop-1",
    ),
    INTRODUCTIONS: Purpose(
        label=_("Getting to know others"),
        question=_("We may put the parent in touch with an organisation or another parent, each time after asking."),
        yes="introductions-1",
        no="introductions-stop-1",
    ),
}
# How somebody said it, kept as the source of what they said.
ROADS_OF_CONSENT: dict[str, _StrPromise] = {
    "in_person": _("In a talk"),
    "by_phone": _("By phone"),
    "on_paper": _("On paper"),
    "by_mail": _("By e-mail"),
}
SOURCES: dict[str, _StrPromise] = {
    **ROADS_OF_CONSENT,
    "sign_up": _("Form to sign up"),
    "link": _("Link in a mail"),
    "own_page": _("Own page"),
    "merged": _("Put together by CJG staff"),
}


def source_words(source: str) -> _StrPromise | str:
    """Where an answer came from, in words; of a list its own name."""
    return SOURCES.get(source, source)


def text_of(version: str) -> _StrPromise | str:
    """The words that somebody said yes or no to; of a version that is not known any more its name."""
    return TEXTS.get(version, version)
