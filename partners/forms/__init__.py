from __future__ import annotations

from partners.forms.agreements import AgreementForm, ChangeTermsForm
from partners.forms.details import AddParentForm, DetailsForm, ParentForm
from partners.forms.imports import ParentColumnsForm, ReasonForm, UploadForm
from partners.forms.organisations import (
    ConnectForm,
    FactsForm,
    FilterForm,
    MemberForm,
    OrganisationForm,
    PermissionsForm,
)
from partners.forms.own_page import AnswerForm, OwnPageForm
from partners.forms.parents import SearchForm
from partners.forms.presence import PhotoForm, PresenceForm

__all__ = [
    "AddParentForm",
    "AgreementForm",
    "AnswerForm",
    "ChangeTermsForm",
    "ConnectForm",
    "DetailsForm",
    "FactsForm",
    "FilterForm",
    "MemberForm",
    "OrganisationForm",
    "OwnPageForm",
    "ParentColumnsForm",
    "ParentForm",
    "PermissionsForm",
    "PhotoForm",
    "PresenceForm",
    "ReasonForm",
    "SearchForm",
    "UploadForm",
]
