from __future__ import annotations

from partners.forms.details import AddParentForm, DetailsForm, MailAddress, ParentForm
from partners.forms.imports import ReasonForm, UploadForm
from partners.forms.organisations import FactsForm, FilterForm, MemberForm, OrganisationForm, PermissionsForm
from partners.forms.parents import SearchForm

__all__ = [
    "AddParentForm",
    "DetailsForm",
    "FactsForm",
    "FilterForm",
    "MailAddress",
    "MemberForm",
    "OrganisationForm",
    "ParentForm",
    "PermissionsForm",
    "ReasonForm",
    "SearchForm",
    "UploadForm",
]
