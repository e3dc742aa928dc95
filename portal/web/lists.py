"""Which kinds of lists can be read: each storey registers its own in ready(); commands serve all of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext as _

from portal.accounts.rules import Rule
from portal.files.models import File
from portal.jobs.models import Job
from portal.jobs.registry import JobFailed
from portal.web.sheets import Question, SheetError

R = TypeVar("R")


@dataclass(frozen=True)
class Given:
    """A file that somebody wants read in from the command line, with what they say about it."""

    name: str
    content: bytes
    encoding: str
    origin: str
    basis: str
    started_by: int
    series: str = ""


@dataclass(frozen=True)
class ListKind:
    """`show` reads without a database, as `inspect_sheet` prints it; raises SheetError in words.

    `start` does what the button on the page does and gives the job, whose result has the counts; it raises SheetError
    when the list may not be read in. Without it this kind can only be looked at.
    """

    name: str
    show: Callable[[bytes, str | None], Mapping[str, Any] | Question]
    may: Rule
    start: Callable[[Given], Job] | None = None


def unanswered(question: Question) -> SheetError:
    """Why a command does not go on: it cannot ask in which letters a list is written."""
    names = {"names": ", ".join(choice.encoding for choice in question.choices)}
    return SheetError(_("The letters can be read in more than one way. Choose with --encoding: %(names)s.") % names)


def read_in_job(file: File | None, read: Callable[[bytes], R | Question]) -> R:
    """Read the list that a job was given; raises JobFailed in words when that cannot be done (any more)."""
    if file is None:
        raise JobFailed("list_gone", _("The list was removed before we began. Please choose it again."))
    try:
        found = read(bytes(file.content))
    except SheetError as error:
        raise JobFailed("unreadable", str(error)) from error
    if isinstance(found, Question):
        raise JobFailed("no_letters", _("We do not know in which letters this list is written. Choose it again."))
    return found


_kinds: dict[str, ListKind] = {}


def register(kind: ListKind) -> None:
    """Add a kind of list; raises ImproperlyConfigured when its name is taken."""
    if kind.name in _kinds:
        raise ImproperlyConfigured(f"the kind of list {kind.name} is registered twice")
    _kinds[kind.name] = kind


def names() -> list[str]:
    """The kinds there are."""
    return sorted(_kinds)


def kind(name: str) -> ListKind:
    """The kind with this name; raises KeyError."""
    return _kinds[name]
