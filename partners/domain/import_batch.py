from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from django.db import transaction

from partners.models import Consent, Parent, SheetImport
from partners.queries import Acquainted, acquainted
from partners.spec.consent import INVITATIONS, LIST_TEXT, STOP_TEXT
from partners.spec.weigh import Candidate, Verdict
from portal.audit.domain.record import record

CREATED, UPDATED, SKIPPED, REFUSED = COUNTS = ("created", "updated", "skipped", "refused")
FILLED = (
    "email", "email_key", "email_broken_at", "phone", "language", "postcode", "neighbourhood", "same_key", "near_key",
)  # fmt: skip


@transaction.atomic
def import_batch(
    *, sheet_import: SheetImport, candidates: Sequence[Candidate], start: int, areas: Mapping[str, int]
) -> SheetImport:
    """Store these rows of the list, of which the first is number `start`, and count what became of them.

    Seven statements whatever the number of rows. A batch that was done already changes nothing, so that two
    workers, or one that starts again after a kill, cannot count or store twice. Raises IntegrityError when
    somebody signs up at the same moment: do it again.
    """
    current = SheetImport.objects.select_for_update(no_key=True).get(pk=sheet_import.pk)
    if current.done != start:
        return current
    batch = _Batch(current, acquainted(candidates), areas)
    outcomes = Counter(batch.take(candidate) for candidate in candidates)
    batch.save()
    for outcome in COUNTS:
        setattr(current, outcome, getattr(current, outcome) + outcomes[outcome])
    current.done = start + len(candidates)
    current.save(update_fields=["done", *COUNTS])
    record("parents.imported", current, fields=[f"{outcome}:{outcomes[outcome]}" for outcome in COUNTS])
    return current


class _Batch:
    """What one batch will write."""

    def __init__(self, sheet_import: SheetImport, known: Acquainted, areas: Mapping[str, int]) -> None:
        self.sheet_import = sheet_import
        self.known = known
        self.areas = areas
        self.new: list[Parent] = []
        self.changed: list[Parent] = []
        self.consents: list[Consent] = []

    def take(self, candidate: Candidate) -> str:
        """Say what becomes of this row, and remember what to write for it."""
        found = self.known.parent(candidate)
        if candidate.verdict is Verdict.SAID_NO and found:
            self._no(found)
        if candidate.verdict is Verdict.DOUBLE:
            return SKIPPED
        if candidate.verdict is not Verdict.TAKE:
            return REFUSED
        return self._known(found, candidate) if found else self._new(candidate)

    def save(self) -> None:
        """Write it, a statement per kind."""
        Parent.objects.bulk_create(self.new)
        if self.changed:
            Parent.objects.bulk_update(self.changed, FILLED)
        Consent.objects.bulk_create(self.consents)

    def _new(self, candidate: Candidate) -> str:
        parent = Parent(name=candidate.name).with_keys()
        self._fill(parent, candidate)
        self.new.append(parent)
        self._yes(parent)
        return CREATED

    def _known(self, found: Parent, candidate: Candidate) -> str:
        if found.stopped_at:
            return SKIPPED
        agreed = self.known.agreed.get(found.pk)
        if agreed is None:
            self._yes(found)
        # Another name at a known address is perhaps another person: then only the yes for the address counts.
        filled = found.name_key == candidate.phone_key[1] and self._fill(found, candidate)
        if filled:
            self.changed.append(found)
        return UPDATED if filled or agreed is None else SKIPPED

    def _fill(self, parent: Parent, candidate: Candidate) -> bool:
        """Fill in what was open, a new address for one that does not work, and a postcode that changed."""
        before = _values(parent)
        if candidate.email and (
            not parent.email or (parent.email_broken_at and parent.email_key != candidate.mail_key)
        ):
            parent.email, parent.email_broken_at = candidate.email, None
        parent.phone = parent.phone or candidate.phone
        parent.language = parent.language or candidate.language
        if candidate.postcode:
            parent.postcode = candidate.postcode
        parent.neighbourhood_id = self.areas.get(parent.postcode, parent.neighbourhood_id)
        parent.with_keys()
        return before != _values(parent)

    def _yes(self, parent: Parent) -> None:
        self.consents.append(self._consent(parent, given=True, text_version=LIST_TEXT))

    def _no(self, parent: Parent) -> None:
        if self.known.agreed.get(parent.pk) is not False:
            self.consents.append(self._consent(parent, given=False, text_version=STOP_TEXT))

    def _consent(self, parent: Parent, *, given: bool, text_version: str) -> Consent:
        basis = self.sheet_import.basis_of_consent
        source = self.sheet_import.origin
        return Consent(
            parent=parent, purpose=INVITATIONS, given=given, basis=basis, text_version=text_version, source=source
        )


def _values(parent: Parent) -> list[object]:
    return [getattr(parent, "neighbourhood_id" if name == "neighbourhood" else name) for name in FILLED]
