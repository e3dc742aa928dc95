"""How long this storey keeps what, and what removes it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from partners.domain import forget_over
from portal.municipalities.spec import YEARS_7, Term

PARENTS = Term(
    "parents", _("Parents"), _("after the last sign of life"), 12, 6, 24, forget_over.forget_parents, batch=50,
    models=("partners.Parent",),
)  # fmt: skip
CONTACTS = Term("contacts", _("Contacts with parents"), _("after the contact"), 12, 1, 12, forget_over.forget_contacts,
                models=("partners.Contact",))  # fmt: skip
PROMISES = Term("promises", _("Promises"), _("after it was done, or had to be"), 3, 1, 12, forget_over.forget_promises,
                models=("partners.Promise",))  # fmt: skip
TOMBSTONES = Term(
    "tombstones", _("Marks of removals"), _("after the removal"), 13, 13, 24, forget_over.forget_tombstones
)
LISTS = Term("imports", _("Where lists of parents came from"), _("after it was read in"), YEARS_7, 12, YEARS_7,
             forget_over.forget_imports)  # fmt: skip
AGREEMENTS = Term(
    "agreements", _("Agreements between organisations"), _("after the agreement ended"), YEARS_7, 12, YEARS_7,
    forget_over.forget_agreements, models=("partners.Agreement", "partners.AgreementVersion"),
)  # fmt: skip
TERMS = (PARENTS, CONTACTS, PROMISES, TOMBSTONES, LISTS, AGREEMENTS)
