from __future__ import annotations

from programmes.forms.adopting import AdoptForm

__all__ = ["AdoptForm"]
