from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from partners.models import SheetImport
from partners.spec.parents import ParentSheet, read_parents
from partners.spec.weigh import Candidate, Verdict, weigh
from portal.web.sheets import Question


@dataclass(frozen=True)
class Reading:
    """A list as it was read, with what would become of each row."""

    sheet: ParentSheet
    basis: str
    letters: str = ""  # how it had to be told to read them; empty when the file says so itself

    @cached_property
    def candidates(self) -> list[Candidate]:
        """The rows without what we may not keep, each with its verdict."""
        return weigh(self.sheet.rows, asked_each=self.asked_each)

    @property
    def asked_each(self) -> bool:
        """Whether the list says for each parent if we may invite them."""
        return "consent" in self.sheet.columns.values()

    @property
    def without_basis(self) -> bool:
        """Whether the list was said to tell it for each parent, and does not: then nothing is read in."""
        return self.basis == SheetImport.Ground.COLUMN and not self.asked_each

    def count(self, *verdicts: Verdict) -> int:
        """How many rows have one of these verdicts."""
        return sum(candidate.verdict in verdicts for candidate in self.candidates)

    @property
    def taken(self) -> int:
        """How many parents of the list may be read in."""
        return 0 if self.without_basis else self.count(Verdict.TAKE)

    @property
    def refusals(self) -> int:
        """How many parents said no; it is heard of who is known here, also when nobody is read in."""
        return self.count(Verdict.SAID_NO)

    @property
    def startable(self) -> bool:
        """Whether reading the list in does anything."""
        return bool(self.taken or self.refusals)

    @property
    def known(self) -> int:
        """How many of them are known here already, once `recognise` looked."""
        return sum(candidate.known for candidate in self.candidates) if self.taken else 0

    @property
    def new(self) -> int:
        """How many parents the list brings."""
        return self.taken - self.known


def read_list(
    *, content: bytes, basis: str = "", encoding: str = "", chosen: Mapping[str, str] | None = None
) -> Reading | Question:
    """Read a list of parents, or ask which letters it is written in; `encoding` answers that, if it is one offered.

    `chosen` says for a heading what a person chose that its column holds.

    Changes nothing. Raises SheetError with a sentence for the reader.
    """
    found, letters = read_parents(content, chosen=chosen), ""
    if isinstance(found, Question) and encoding in {choice.encoding for choice in found.choices}:
        found, letters = read_parents(content, encoding=encoding, chosen=chosen), encoding
    return found if isinstance(found, Question) else Reading(found, basis, letters)
