"""axe-core in a page, by evaluation: a strict content security policy stays on."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings

if TYPE_CHECKING:
    from playwright.sync_api import Page

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@lru_cache
def _source() -> str:
    return (Path(settings.BASE_DIR) / "node_modules/axe-core/axe.min.js").read_text()


def violations(page: Page) -> list[str]:
    """What axe finds wrong on the page, one line each; and whether it can be scrolled sideways."""
    page.evaluate(_source())
    options = {"runOnly": {"type": "tag", "values": RULES}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(options)", options)
    lines = [f"{each['id']}: {each['nodes'][0]['html'][:160]}" for each in found["violations"]]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*lines, f"{wider} px wider than the window"] if wider > 0 else lines
