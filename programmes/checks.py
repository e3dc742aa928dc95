"""What a broken method folder gets to hear at start."""

from __future__ import annotations

from typing import Any

from django.core.checks import CheckMessage, Error

from programmes import registry


def methods_work(*_args: Any, **_options: Any) -> list[CheckMessage]:
    """Every folder under programmes/methods declares one method, with a slug of its own."""
    return [
        Error(
            f"The method folder {broken.folder} does not work: {broken.reason}.", hint=broken.hint, id="programmes.E001"
        )
        for broken in registry.library().broken
    ]
