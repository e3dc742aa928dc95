"""Shared reads; each has its number of queries fixed by a test."""

from __future__ import annotations

from partners.queries.agreements import (
    agreed_versions,
    agreement_for,
    agreements_for,
    agreements_to_see_to,
    earlier_versions,
    own_sides,
    signing_membership,
    to_review,
)
from partners.queries.areas import Area, areas
from partners.queries.contacts import contact_by_id, contacts_of, every_contact_of
from partners.queries.doubles import Double, alike, doubles, merge_by_id, merges_of
from partners.queries.imports import content_of, import_by_id, recent_imports, sheet_import
from partners.queries.organisation import (
    member_of,
    members_of,
    organisation_for,
    organisations,
    own_organisation,
    possible_members,
)
from partners.queries.own_page import (
    Kept,
    Look,
    Told,
    kept_about,
    looks_at,
    own_parent,
    own_stamp,
    parts_of_partners,
    rows_about,
)
from partners.queries.own_words import to_read
from partners.queries.parent_page import Answer, Face, answers_of, familiar_faces, mail_works, parent_by_id
from partners.queries.parents import (
    Acquainted,
    ParentCounts,
    acquainted,
    invitable,
    last_consent,
    linked_parent,
    parent_counts,
    parents_like,
    same_person,
    with_origin,
)
from partners.queries.presence import presence_areas, presence_for, presences_of, who_is_where
from partners.queries.promises import colleagues, open_promises, own_promise, promise_counts, promises_to

__all__ = [
    "Acquainted",
    "Answer",
    "Area",
    "Double",
    "Face",
    "Kept",
    "Look",
    "ParentCounts",
    "Told",
    "acquainted",
    "agreed_versions",
    "agreement_for",
    "agreements_for",
    "agreements_to_see_to",
    "alike",
    "answers_of",
    "areas",
    "colleagues",
    "contact_by_id",
    "contacts_of",
    "content_of",
    "doubles",
    "earlier_versions",
    "every_contact_of",
    "familiar_faces",
    "import_by_id",
    "invitable",
    "kept_about",
    "last_consent",
    "linked_parent",
    "looks_at",
    "mail_works",
    "member_of",
    "members_of",
    "merge_by_id",
    "merges_of",
    "open_promises",
    "organisation_for",
    "organisations",
    "own_organisation",
    "own_parent",
    "own_promise",
    "own_sides",
    "own_stamp",
    "parent_by_id",
    "parent_counts",
    "parents_like",
    "parts_of_partners",
    "possible_members",
    "presence_areas",
    "presence_for",
    "presences_of",
    "promise_counts",
    "promises_to",
    "recent_imports",
    "rows_about",
    "same_person",
    "sheet_import",
    "signing_membership",
    "to_read",
    "to_review",
    "who_is_where",
    "with_origin",
]
