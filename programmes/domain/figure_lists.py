"""Tables of figures as the commands see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.jobs.models import Job
from portal.web.lists import Given, ListKind, unanswered
from portal.web.sheets import Question
from portal.web.sheets.result import as_shown
from programmes import rules
from programmes.domain.choose_figure_columns import choose_figure_letters
from programmes.domain.start_figures import start_figures
from programmes.domain.take_figures import take_figures
from programmes.spec.figures import read_figures


def show(content: bytes, encoding: str | None) -> Mapping[str, Any] | Question:
    """How a table of figures is read; changes nothing. Raises SheetError in words."""
    found = read_figures(content, encoding=encoding)
    return found if isinstance(found, Question) else as_shown(found)


def start(given: Given) -> Job:
    """Begin to read in a table; raises SheetError, before anything is kept, when it cannot be read."""
    read = read_figures(given.content, encoding=given.encoding or None)
    if isinstance(read, Question):
        raise unanswered(read)
    taken = take_figures(name=given.name, content=given.content, media_type="", origin=given.origin)
    if given.encoding:
        taken = choose_figure_letters(found=taken, encoding=given.encoding)
    return start_figures(found=taken, started_by=given.started_by)


FIGURES = ListKind("figures", show, rules.steers_programmes, start)
