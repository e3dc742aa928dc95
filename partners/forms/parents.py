from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Find a parent by a part of the name, the first letters of the address, or the phone number."""

    zoek = forms.CharField(label=_("Name, e-mail address or phone number"), max_length=120, required=False)
