"""Who: organisations, parents, and the lists they came with."""

from __future__ import annotations

from partners.models.agreements import Agreement, AgreementVersion
from partners.models.contacts import Contact
from partners.models.imports import SheetImport
from partners.models.merges import Merge, MergedInto, TwoPeople
from partners.models.organisations import Organisation, OrganisationMember
from partners.models.parents import Consent, Parent, ParentQuerySet
from partners.models.presence import Presence
from partners.models.promises import Promise
from partners.models.tombstones import Tombstone

__all__ = [
    "Agreement",
    "AgreementVersion",
    "Consent",
    "Contact",
    "Merge",
    "MergedInto",
    "Organisation",
    "OrganisationMember",
    "Parent",
    "ParentQuerySet",
    "Presence",
    "Promise",
    "SheetImport",
    "Tombstone",
    "TwoPeople",
]
