from __future__ import annotations


class SheetError(Exception):
    """Why a file cannot be read, as one sentence for the person who brought it."""
