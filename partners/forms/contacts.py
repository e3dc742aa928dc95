from __future__ import annotations

from datetime import date

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.models import Contact
from portal.municipalities.spec import months_before

KEPT_MONTHS = 12
JUST, SUBJECT, WORRY = "just", "subject", "worry"
AGENDA = ((JUST, _("Just like that")), (SUBJECT, _("With a subject")), (WORRY, _("Because something does not go well")))


class ContactForm(forms.Form):
    """When and how, and whether there was something to bring; no words."""

    day = forms.DateField(
        label=_("When?"), initial=timezone.localdate, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    way = forms.ChoiceField(label=_("How?"), choices=Contact.Way.choices, widget=forms.RadioSelect)
    agenda = forms.ChoiceField(
        label=_("Was there something to bring?"),
        help_text=_("A chat just like that counts too. We keep only whether there was a subject, never which."),
        choices=AGENDA,
        widget=forms.RadioSelect,
    )

    def clean_day(self) -> date:
        """From the last twelve months: what is older is not kept."""
        day: date = self.cleaned_data["day"]
        today = timezone.localdate()
        if day > today:
            raise forms.ValidationError(_("This day is still to come. Choose today or a day before."))
        if day <= months_before(today, KEPT_MONTHS):
            raise forms.ValidationError(_("We keep contacts for twelve months. This was longer ago."))
        return day
