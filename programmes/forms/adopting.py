from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from activities.forms import ComingDay
from portal.municipalities.models import Neighbourhood
from portal.municipalities.queries import neighbourhoods_of
from portal.web.fields import Line
from programmes.domain.adopt import Wishes
from programmes.spec import Method

MOST_MEETINGS = 52
MOST_PLACES = 500


class AdoptForm(forms.Form):
    """What a municipality fills in to start a method."""

    name = Line(label=_("What do you call it?"), max_length=120)
    location = Line(
        label=_("Where do parents meet?"),
        help_text=_("A place that parents know: its name and street."),
        max_length=160,
    )
    areas = forms.ModelMultipleChoiceField(
        label=_("For which neighbourhoods?"),
        help_text=_("Tick nothing when it is for the whole municipality."),
        queryset=Neighbourhood.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    first_day = ComingDay(
        label=_("From which day?"),
        help_text=_("The first meeting is on this day or soon after it. School holidays are skipped."),
    )
    meetings = forms.IntegerField(label=_("How many meetings?"), min_value=1, max_value=MOST_MEETINGS, initial=12)
    places = forms.IntegerField(label=_("How many places per meeting?"), min_value=1, max_value=MOST_PLACES)

    def __init__(self, *args: Any, method: Method, municipality_id: int, **kwargs: Any) -> None:
        initial = {
            "name": method.name,
            "places": _places(method),
            "first_day": _first_day(method),
        }
        super().__init__(*args, **{"initial": initial, **kwargs})
        own = neighbourhoods_of(municipality_id)
        self.fields["areas"].queryset = own  # type: ignore[attr-defined]  # a model choice field

    def wishes(self) -> Wishes:
        """What was filled in."""
        data = self.cleaned_data
        return Wishes(**{**data, "areas": tuple(data["areas"])})


def _first_day(method: Method) -> date:
    """The first day a week from now on which the method meets."""
    week = timezone.localdate() + timedelta(days=7)
    return min((sessions.days(week, 1)[0] for _phase, sessions in method.meetings()), default=week)


def _places(method: Method) -> int:
    return next((c.per_session for c in method.capacity if c.what == "places"), method.group.most)
