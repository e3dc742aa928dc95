"""Lists of parents as the commands see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from partners import rules
from partners.domain.import_parents import WITHOUT_BASIS
from partners.domain.read_list import read_list
from partners.domain.start_import import start_import
from partners.domain.take_list import take_list
from partners.queries import remembered_columns
from partners.spec.parents import FIELDS, read_parents
from portal.jobs.models import Job
from portal.web.lists import Given, ListKind, unanswered
from portal.web.sheets import Question, SheetError
from portal.web.sheets.result import shown


def show(content: bytes, encoding: str | None) -> Mapping[str, Any] | Question:
    """How a list of parents is read; changes nothing. Raises SheetError in words."""
    found = read_parents(content, encoding=encoding)
    if isinstance(found, Question):
        return found
    rows = [{name: getattr(row, name) for name in FIELDS} for row in found.rows]
    return shown(found.columns, rows, found.problems, found.skipped)


def start(given: Given) -> Job:
    """Begin to read a list of parents in; raises SheetError, before anything is kept, when it may not be."""
    known = remembered_columns(None)
    reading = read_list(content=given.content, basis=given.basis, encoding=given.encoding, chosen=known)
    if isinstance(reading, Question):
        raise unanswered(reading)
    if reading.without_basis:
        raise SheetError(str(WITHOUT_BASIS))
    taken = take_list(name=given.name, content=given.content, media_type="", origin=given.origin, basis=given.basis)
    return start_import(sheet_import=taken, started_by=given.started_by, encoding=given.encoding)


KIND = ListKind("parents", show, rules.import_parents, start)
