from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.desk.forms.filters import Day
from portal.municipalities.models import FeastDay


class Clock(forms.TimeField):
    """A time in the clock of the browser."""

    widget = forms.TimeInput({"type": "time"}, "%H:%M")


class QuietForm(forms.Form):
    """When we leave people alone."""

    starts = Clock(label=_("Quiet from"), help_text=_("For example 21:00."), required=False)
    ends = Clock(label=_("Until"), help_text=_("For example 8:00, the next morning."), required=False)
    sundays = forms.BooleanField(label=_("Quiet on Sundays"), required=False)
    national = forms.BooleanField(label=_("Quiet on feast days of the whole country"), required=False)

    def clean(self) -> dict[str, Any]:
        """Both ends, or neither."""
        starts, ends = self.cleaned_data.get("starts"), self.cleaned_data.get("ends")
        if not self.errors and (starts is None) != (ends is None):
            self.add_error("ends" if ends is None else "starts", _("Fill in both times, or neither."))
        if starts is not None and starts == ends:
            self.add_error("ends", _("These two times are the same. Choose another one."))
        return self.cleaned_data


class FeastDayForm(forms.Form):
    """A day of the municipality's own."""

    day = Day(label=_("Day"))
    name = forms.CharField(label=_("What is celebrated then?"), help_text=_("For example: Eid al-Fitr."), max_length=80)

    def clean_day(self) -> Any:
        """Still to come, and not there yet."""
        day = self.cleaned_data["day"]
        if day < timezone.localdate():
            raise forms.ValidationError(_("This day is over. Choose one that is still to come."))
        if FeastDay.objects.filter(date=day).exists():
            raise forms.ValidationError(_("This day is in the list already."))
        return day
