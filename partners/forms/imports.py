from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.domain.read_list import read_list
from partners.models import Organisation, SheetImport
from portal.web.fields import SheetField


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
    file = SheetField(read=lambda content: read_list(content=content))
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
