"""Shared reads; each has its number of queries fixed by a test."""

from __future__ import annotations

from partners.queries.imports import content_of, import_by_id, recent_imports, sheet_import
from partners.queries.organisation import organisations
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

__all__ = [
    "Acquainted",
    "ParentCounts",
    "acquainted",
    "content_of",
    "import_by_id",
    "invitable",
    "last_consent",
    "linked_parent",
    "organisations",
    "parent_counts",
    "parents_like",
    "recent_imports",
    "same_person",
    "sheet_import",
    "with_origin",
]
