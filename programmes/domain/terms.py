"""How long this storey keeps what, and what removes it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.municipalities.spec import YEARS_7, Term
from programmes.domain.forget_over import forget_figures, forget_programmes

TERMS = (
    Term("programmes", _("Programmes"), _("after closing"), YEARS_7, 24, YEARS_7, forget_programmes),
    Term("figures", _("Figures"), _("after they were read in"), YEARS_7, 24, YEARS_7, forget_figures, batch=10),
)
