"""Which kinds of long work there are: higher storeys register theirs in ready()."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.core.exceptions import ImproperlyConfigured

if TYPE_CHECKING:
    from django.utils.functional import Promise

    from portal.files.models import File

JSON = Any


class LeaseLost(Exception):
    """Another worker has this job now: write nothing more."""


class JobFailed(Exception):
    """The work cannot be done; `text` tells the person who started it why, in words they can use."""

    def __init__(self, code: str, text: str | Promise) -> None:
        super().__init__(code)
        self.code = code
        self.text = str(text)


class Running(Protocol):
    """What a handler gets in its hands."""

    params: Mapping[str, JSON]
    done: int
    """How far an earlier try came: begin there."""
    started_by: int

    @property
    def file(self) -> File | None:
        """The file that the job was given, unless its time is over."""

    def progress(self, done: int, total: int) -> None:
        """Say how far the work is, which also keeps the job ours; raises LeaseLost when it is not."""

    def stopped(self) -> bool:
        """Whether somebody asked to stop: return soon, what is done stays."""

    def batch(self) -> AbstractContextManager[None]:
        """A transaction in which nobody else can have this job; progress() inside it commits with the work.

        Raises LeaseLost, before anything is written.
        """


Handler = Callable[[Running], Mapping[str, JSON]]


@dataclass(frozen=True)
class JobKind:
    """A registered kind: its handler, its name on screen, its queue, and words for the counts in its result."""

    name: str
    handler: Handler
    label: str | Promise
    queue: str
    counts: Mapping[str, str | Promise]


_kinds: dict[str, JobKind] = {}


def register(
    name: str,
    handler: Handler,
    *,
    label: str | Promise = "",
    queue: str = "default",
    counts: Mapping[str, str | Promise] | None = None,
) -> None:
    """Add a kind of work; raises ImproperlyConfigured when the name is taken by another handler.

    What a handler returns is shown when done: the counts that have words here, and `link`, a path to go on to.
    """
    if name in _kinds and _kinds[name].handler is not handler:
        raise ImproperlyConfigured(f"the kind of job {name} is registered twice")
    _kinds[name] = JobKind(name, handler, label or name, queue, counts or {})


def kind(name: str) -> JobKind:
    """The kind with this name; raises KeyError."""
    return _kinds[name]


def label_of(name: str) -> str | Promise:
    """What a person sees it called; its own name when this version knows it no more."""
    return _kinds[name].label if name in _kinds else name
