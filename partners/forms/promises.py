from __future__ import annotations

import uuid
from datetime import date, timedelta
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models import Organisation
from portal.accounts.models import User
from portal.web.sheets.cells import plain

FURTHEST = timedelta(days=366)


class ColleagueForm(forms.Form):
    """Who keeps the promise."""

    by = forms.ModelChoiceField(label=_("Who does it?"), queryset=User.objects.none(), empty_label=None)

    def __init__(self, *args: Any, colleagues: QuerySet[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["by"].queryset = colleagues  # type: ignore[attr-defined]  # a model choice field


class PromiseForm(ColleagueForm):
    """What was promised, by whom and by when."""

    what = forms.CharField(
        label=_("What did you promise?"),
        help_text=_(
            "A few words, and nothing about how somebody is doing. For example: bring the folder about sleeping."
        ),
        max_length=120,
    )
    due = forms.DateField(label=_("By when?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    organisation = forms.ModelChoiceField(
        label=_("To which organisation?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("To no organisation"),
    )
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ("what", "due", "by", "organisation", "form_key")

    def __init__(self, *args: Any, organisations: QuerySet[Organisation] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if organisations is None:
            del self.fields["organisation"]
        else:
            self.fields["organisation"].queryset = organisations  # type: ignore[attr-defined]  # a model choice field

    def clean_what(self) -> str:
        """One line of plain words."""
        what = plain(self.cleaned_data["what"])
        if not any(letter.isalpha() for letter in what):
            raise forms.ValidationError(_("Tell in a few words what you promised."))
        return what

    def clean_due(self) -> date:
        """From today, at most a year ahead."""
        due: date = self.cleaned_data["due"]
        today = timezone.localdate()
        if not today <= due <= today + FURTHEST:
            raise forms.ValidationError(_("Choose a day from today, at most a year ahead."))
        return due
