"""Which rows of a list may become parents here, decided before anything is stored: pure, so that the preview
says exactly what the import will do."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from partners.spec.keys import LONGEST_ADDRESS, LONGEST_NAME, email_key, name_key
from partners.spec.parents.result import ParentRow, Place


class Verdict(Enum):
    """What becomes of a row; all but TAKE leave nothing behind."""

    TAKE = "take"
    DOUBLE = "double"
    NO_NAME = "no_name"
    TOO_LONG = "too_long"
    NO_ROAD = "no_road"
    NO_YES = "no_yes"
    SAID_NO = "said_no"


@dataclass
class Candidate:
    """A row without what we may not keep: no remarks, no child."""

    row: int
    sheet: str
    name: str
    email: str
    phone: str
    language: str
    postcode: str
    consent: bool | None
    verdict: Verdict = Verdict.TAKE
    known: bool = False  # whether this parent stands here already; only a look at what is stored tells

    @property
    def mail_key(self) -> str:
        """The address as it is looked up; empty without one."""
        return email_key(self.email)

    @property
    def phone_key(self) -> tuple[str, str]:
        """Phone and name together, by which somebody without an address is recognised."""
        return self.phone, name_key(self.name)

    @property
    def keys(self) -> tuple[object, ...]:
        """By which the same parent is recognised, the surest first."""
        return (*([self.mail_key] if self.email else []), *([self.phone_key] if self.phone else []))


def weigh(rows: Iterable[ParentRow], *, asked_each: bool) -> list[Candidate]:
    """Give every row its verdict, in the order of the file.

    `asked_each` tells that the list has a column with consent: then only a clear yes counts, and a no anywhere
    in the file beats a yes of the same person. A second row of somebody fills what the first left open.
    """
    firsts, candidates = _Firsts(), []
    for row in rows:
        candidate = _candidate(row)
        first = firsts.of(candidate, row.double_of)
        if first is not None:
            _merge(first, candidate)
        firsts.add(first or candidate, row.place)
        candidates.append(candidate)
    for candidate in candidates:
        if candidate.verdict is Verdict.TAKE:
            candidate.verdict = _judge(candidate, asked_each=asked_each)
    return candidates


class _Firsts:
    """Who was met before in this file: by address, by phone and name, or where the reader saw the same parent."""

    def __init__(self) -> None:
        self._found: dict[object, Candidate] = {}

    def add(self, candidate: Candidate, place: Place) -> None:
        for key in (*candidate.keys, place):
            self._found.setdefault(key, candidate)

    def of(self, candidate: Candidate, double_of: Place | None) -> Candidate | None:
        keys = (*candidate.keys, double_of) if double_of else candidate.keys
        return next((self._found[key] for key in keys if key in self._found), None)


def _candidate(row: ParentRow) -> Candidate:
    return Candidate(
        row=row.place.row,
        sheet=row.place.sheet,
        name=" ".join((row.name or "").split()),
        email=(row.email or "").strip(),
        phone=row.phone or "",
        language=row.language or "",
        postcode=(row.postcode or "")[:4],
        consent=row.consent,
    )


def _merge(first: Candidate, double: Candidate) -> None:
    double.verdict = Verdict.DOUBLE
    if name_key(first.name) == name_key(double.name):
        for field in ("email", "phone", "language", "postcode"):
            setattr(first, field, getattr(first, field) or getattr(double, field))
    if double.consent is False or first.consent is None:
        first.consent = double.consent


def _judge(candidate: Candidate, *, asked_each: bool) -> Verdict:
    # A no is an answer, whatever else is missing.
    if asked_each and candidate.consent is False:
        return Verdict.SAID_NO
    if not candidate.name:
        return Verdict.NO_NAME
    if len(candidate.name) > LONGEST_NAME or len(candidate.email) > LONGEST_ADDRESS:
        return Verdict.TOO_LONG
    if not candidate.email and not candidate.phone:
        return Verdict.NO_ROAD
    return Verdict.NO_YES if asked_each and candidate.consent is None else Verdict.TAKE
