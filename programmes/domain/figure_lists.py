"""Tables of figures as the commands see them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from portal.web.lists import ListKind
from portal.web.sheets import Question
from portal.web.sheets.result import as_shown
from programmes import rules
from programmes.spec.figures import read_figures


def show(content: bytes, encoding: str | None) -> Mapping[str, Any] | Question:
    """How a table of figures is read; changes nothing. Raises SheetError in words."""
    found = read_figures(content, encoding=encoding)
    return found if isinstance(found, Question) else as_shown(found)


FIGURES = ListKind("figures", show, rules.sees_programmes)
