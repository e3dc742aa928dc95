"""Lists of parents from schools and others: read without a database, stored by nothing here."""

from __future__ import annotations

from partners.spec.parents.reading import read_parents
from partners.spec.parents.result import FIELDS, ParentRow, ParentSheet, Place, Problem

__all__ = ["FIELDS", "ParentRow", "ParentSheet", "Place", "Problem", "read_parents"]
