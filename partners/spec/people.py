"""Whom the tables of this storey are about and who sees them, for the register of purposes."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from portal.municipalities.spec import People

PARENTS, COLLEAGUES, PROFESSIONALS = _("parents"), _("colleagues"), _("people of organisations")
CJG_AND_PARENT = _("CJG staff; the parent on their own page")
EVERYONE = _("everyone who signs in")
PEOPLE = {
    "partners.Parent": People(PARENTS, CJG_AND_PARENT),
    "partners.Consent": People(PARENTS, CJG_AND_PARENT),
    "partners.Contact": People(PARENTS, _("CJG staff, the own organisation; the parent on their own page")),
    "partners.Promise": People(
        _("parents and colleagues"), _("who promised it, CJG staff; the parent on their own page")
    ),
    "partners.Merge": People(PARENTS, _("CJG staff")),
    "partners.MergedInto": People(PARENTS, _("nobody; links of before lead on by it")),
    "partners.TwoPeople": People(PARENTS, _("CJG staff")),
    "partners.Organisation": People(PROFESSIONALS, EVERYONE),
    "partners.OrganisationMember": People(PROFESSIONALS, _("CJG staff, policy officers, the own organisation")),
    "partners.AgreementVersion": People(_("colleagues and people of organisations"), _("both sides of the agreement")),
    "partners.Presence": People(PROFESSIONALS, _("everyone, also parents, when the organisation wants it")),
}
