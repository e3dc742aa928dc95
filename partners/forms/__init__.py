from __future__ import annotations

from partners.forms.imports import ReasonForm, UploadForm
from partners.forms.organisations import OrganisationForm
from partners.forms.parents import SearchForm

__all__ = [
    "OrganisationForm",
    "ReasonForm",
    "SearchForm",
    "UploadForm",
]
