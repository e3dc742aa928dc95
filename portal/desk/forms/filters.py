"""What part of a list somebody wants to see."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

from portal.audit.queries import actions
from portal.audit.registry import name_of
from portal.desk.spec import ACTORS

# Outside these years a day has no midnight that the database can store.
YEARS = (date(2020, 1, 1), date(2199, 12, 31))


class FindForm(forms.Form):
    """Find a municipality by its name."""

    gemeente = forms.CharField(label=_("Name of your municipality"), max_length=80, required=False)


class FindOwnForm(forms.Form):
    """Find one of many places where somebody works."""

    werk = forms.CharField(label=_("Name of the municipality or region"), max_length=120, required=False)


class Day(forms.DateField):
    """A day in the calendar of the browser."""

    widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    default_validators = [MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[1])]


class AuditFilter(forms.Form):
    """Which part of the log."""

    wie = forms.CharField(label=_("Who: name or number"), max_length=80, required=False)
    soort = forms.ChoiceField(label=_("Which kind of people"), required=False)
    wat = forms.ChoiceField(label=_("What was done"), required=False)
    vanaf = Day(label=_("From"), required=False)
    tot = Day(label=_("Up to and including"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Everything")), *((action, name_of(action)) for action in actions())]
        self.fields["wat"].choices = choices  # type: ignore[attr-defined]  # it is a choice field
        self.fields["soort"].choices = [("", _("Everyone")), *ACTORS.items()]  # type: ignore[attr-defined]  # this too
