"""What a privacy officer fills in: a term, who works with data, a data breach. Never a name of a person."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.desk.domain.keep_breaches import TOLD
from portal.desk.forms.filters import Day
from portal.desk.models import Breach, Processor
from portal.desk.queries.privacy import Kept
from portal.web.meanwhile import MeanwhileForm, stamp_of

MOMENT = "%Y-%m-%dT%H:%M"
LONGEST_AGO = timedelta(days=10 * 366)


class TermForm(forms.Form):
    """How many months one kind of data stays."""

    months = forms.IntegerField(label=_("How many months?"))

    def __init__(self, *args: Any, kept: Kept, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._kept, self.initial = kept, {"months": kept.months}
        self.fields["months"].widget.attrs.update({"min": kept.term.least, "max": kept.term.most})
        words = _("From %(least)s to %(most)s months.")
        self.fields["months"].help_text = words % {"least": kept.term.least, "most": kept.term.most}

    def clean_months(self) -> int:
        """Within the bounds."""
        months: int = self.cleaned_data["months"]
        term = self._kept.term
        if not term.least <= months <= term.most:
            words = _("This may be %(least)s to %(most)s months. Choose a number from %(least)s to %(most)s.")
            raise forms.ValidationError(words % {"least": term.least, "most": term.most})
        return months


class ProcessorForm(forms.Form):
    """An organisation that works with data for the municipality."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=120)
    service = forms.CharField(
        label=_("What does it do for us?"), help_text=_("For example: runs the servers of the portal."), max_length=200
    )
    data = forms.CharField(  # type: ignore[assignment]  # Django takes fields out of the class
        label=_("Which data does it work with?"),
        help_text=_("For example: all data of the portal, or only addresses of mails."),
        max_length=200,
    )
    agreed_on = Day(
        label=_("Day of the agreement about data"),
        help_text=_("Leave it empty as long as there is none yet."),
        required=False,
    )
    agreed_until = Day(
        label=_("Until when does the agreement run?"),
        help_text=_("Leave it empty when it has no end. On that day the list says that it is over."),
        required=False,
    )

    def __init__(self, *args: Any, processor: Processor | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._processor = processor
        self.initial = {name: getattr(processor, name) for name in self.fields} if processor else {}

    def clean(self) -> dict[str, Any]:
        """An agreement ends after it began."""
        told = self.cleaned_data
        began, ends = told.get("agreed_on"), told.get("agreed_until")
        if ends and not began and "agreed_on" not in self.errors:
            self.add_error("agreed_on", _("Fill in this day too: the agreement has an end."))
        if began and ends and ends < began:
            self.add_error("agreed_until", _("This is before the agreement began. Look at both days again."))
        return told

    def clean_name(self) -> str:
        """Not on the list already."""
        name: str = self.cleaned_data["name"]
        others = Processor.objects.filter(name=name, ended_on=None)
        if self._processor:
            others = others.exclude(pk=self._processor.pk)
        if others.exists():
            raise forms.ValidationError(_("This organisation is on the list already."))
        return name


class Moment(forms.DateTimeField):
    """A day and a time of the clock here."""

    widget = forms.DateTimeInput({"type": "datetime-local"}, MOMENT)

    def clean(self, value: Any) -> datetime | None:
        """Not to come, and of the last ten years: what lies further away is a slip of the pen."""
        moment: datetime | None = super().clean(value)
        now = timezone.now()
        if moment and moment > now:
            raise forms.ValidationError(_("This moment is still to come. Choose one before now."))
        if moment and moment < now - LONGEST_AGO:
            raise forms.ValidationError(_("Choose a moment in the last ten years."))
        return moment


def _words(label: Any, help_text: Any, *, most: int = 300, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=most, required=required, widget=forms.Textarea({"rows": 3})
    )


class BreachForm(MeanwhileForm):
    """What happened, about how many, and whether it was reported."""

    what = _words(
        _("What happened?"), _("Write no names down. For example: a list of parents went to a wrong address.")
    )
    found_at = Moment(label=_("When did you find it?"), help_text=_("The 72 hours to report it begin here."))
    people = forms.IntegerField(
        label=_("About how many people?"),
        help_text=_("As well as you know by now. You can change it later."),
        min_value=0,
        max_value=10_000_000,
    )
    data = _words(  # type: ignore[assignment]  # Django takes fields out of the class
        _("Which data was it, and of whom?"),
        _("In kinds, never names. For example: e-mail addresses and languages of parents."),
        most=200,
        required=False,
    )
    consequences = _words(
        _("What can it mean for them?"), _("For example: they may get mails that are not from us."), required=False
    )
    measures = _words(_("What did you do about it?"), "", required=False)
    reported_at = Moment(
        label=_("When was it reported to the Dutch Data Protection Authority?"),
        help_text=_("Leave it empty as long as it was not."),
        required=False,
    )
    not_reported = _words(
        _("Not reported? Why not?"), _("Fill this in only when it does not have to be reported."), required=False
    )
    people_told_on = Day(label=_("On which day were the people themselves told?"), required=False)

    def __init__(self, *args: Any, breach: Breach | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if breach:
            self.show({name: getattr(breach, name) for name in TOLD}, stamp_of(breach, TOLD))

    def clean(self) -> dict[str, Any]:
        """What comes later does not come before it was found; and it was reported or it was not."""
        told = super().clean()
        found, reported, told_on = told.get("found_at"), told.get("reported_at"), told.get("people_told_on")
        if found and reported and reported < found:
            self.add_error("reported_at", _("This is before it was found. Look at both moments again."))
        if found and told_on and not timezone.localtime(found).date() <= told_on <= timezone.localdate():
            self.add_error("people_told_on", _("Choose a day from when it was found until today."))
        if reported and told.get("not_reported"):
            self.add_error("not_reported", _("You filled in that it was reported. Leave this empty then."))
        return told


class NewBreachForm(BreachForm):
    """One that is written down now: the form has a number, so that two presses are one breach."""

    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
