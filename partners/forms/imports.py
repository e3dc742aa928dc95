from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.domain.read_list import read_list
from partners.models import Organisation, SheetImport
from portal.files.models import MAX_BYTES
from portal.web.sheets import SheetError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


class ReasonForm(forms.Form):
    """Why we may use a list of parents."""

    basis = forms.ChoiceField(
        label=_("Why may we invite these parents?"),
        help_text=_("We only write to parents who agreed, or when the law gives us the task. We keep your answer."),
        choices=SheetImport.Ground.choices,
        widget=forms.RadioSelect,
    )


class UploadForm(ReasonForm):
    """A list of parents, where it comes from, and why we may use it."""

    field_order = ("file", "origin", "organisation", "basis")
    file = forms.FileField(
        label=_("The list"),
        help_text=_("An Excel file (.xlsx) or a text file (.csv), at most 20 MB. It does not have to be tidy."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt,.tsv"}),
    )
    origin = forms.CharField(
        label=_("Who gave you this list?"),
        help_text=_("For example: the school office, November 2026."),
        max_length=80,
    )
    organisation = forms.ModelChoiceField(
        label=_("Which organisation is that?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Not in this list"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Organisation.objects.order_by("name", "pk")
        self.fields["organisation"].queryset = known  # type: ignore[attr-defined]  # a model choice field

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse in words what cannot be read as a list; nothing of it is kept then."""
        chosen: UploadedFile[bytes] = self.cleaned_data["file"]
        if chosen.size and chosen.size > MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than 20 MB. Take out what is not needed."))
        try:
            read_list(content=chosen.read())
        except SheetError as error:
            raise forms.ValidationError(str(error)) from error
        chosen.seek(0)
        return chosen
