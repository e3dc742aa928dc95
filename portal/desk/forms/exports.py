from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.web.exports import REASONS
from portal.web.sheets.writing import CSV, XLSX


class ExportForm(forms.Form):
    """In which form, and why."""

    form = forms.ChoiceField(
        label=_("As what kind of file?"),
        choices=((XLSX, _("Excel (.xlsx)")), (CSV, _("Text for any spreadsheet (.csv)"))),
        initial=XLSX,
        widget=forms.RadioSelect,
    )
    reason = forms.ChoiceField(
        label=_("What do you need it for?"),
        help_text=_("We write this down in the log, with your name and the number of rows."),
        choices=tuple(REASONS.items()),
        widget=forms.RadioSelect,
    )
