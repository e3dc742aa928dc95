from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Organisation
from portal.municipalities.models import Neighbourhood
from portal.municipalities.queries import neighbourhoods_of


class OrganisationForm(forms.Form):
    """An organisation we work with."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
    kind = forms.ChoiceField(
        label=_("What kind of organisation is it?"), choices=[("", _("Choose")), *Organisation.OrganisationKind.choices]
    )
    neighbourhood = forms.ModelChoiceField(
        label=_("In which neighbourhood?"),
        queryset=Neighbourhood.objects.none(),
        required=False,
        empty_label=_("The whole municipality"),
    )

    def __init__(self, *args: Any, municipality_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = neighbourhoods_of(municipality_id)
        self.fields["neighbourhood"].queryset = own  # type: ignore[attr-defined]  # a model choice field

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if Organisation.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("This organisation is there already."))
        return name
