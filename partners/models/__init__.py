"""Who: organisations, parents, and the lists they came with."""

from __future__ import annotations

from partners.models.imports import SheetImport
from partners.models.organisations import Organisation, OrganisationMember
from partners.models.parents import Consent, Parent, ParentQuerySet
from partners.models.presence import Presence
from partners.models.tombstones import Tombstone

__all__ = [
    "Consent",
    "Organisation",
    "OrganisationMember",
    "Parent",
    "ParentQuerySet",
    "Presence",
    "SheetImport",
    "Tombstone",
]
