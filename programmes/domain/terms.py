"""How long this storey keeps what, and what removes it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.municipalities.spec import Term
from programmes.domain.forget_over import forget_programmes

TERMS = (Term("programmes", _("Programmes"), _("after closing"), 84, 24, 84, forget_programmes),)
