from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class SearchForm(forms.Form):
    """Find a parent by a part of the name, or by the first letters of the address."""

    zoek = forms.CharField(label=_("Name or e-mail address"), max_length=120, required=False)
