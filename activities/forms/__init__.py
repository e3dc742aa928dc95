from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import date, time, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from activities.domain.register import Coming
from activities.domain.sign_up import Person
from activities.models import HeadCount, Registration, Session
from activities.spec import MOST_TOGETHER, NoSuchTime, instant
from partners.forms.fields import MailAddress, PersonName, PhoneNumber
from partners.spec.consent import SIGN_UP_TEXT, TEXTS
from portal.municipalities.models import Neighbourhood
from portal.municipalities.queries import neighbourhoods_of

FURTHEST = timedelta(days=2 * 365)
NO_SUCH_TIME = _("This time does not exist on that day: the clock goes from 2.00 to 3.00.")


class ComingDay(forms.DateField):
    """A day from today until two years ahead, in the calendar of the browser."""

    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: date | None) -> None:
        """Refuse what was, and what no agenda reaches."""
        super().validate(value)
        today = timezone.localdate()
        if value and not today <= value <= today + FURTHEST:
            raise forms.ValidationError(_("Choose a day from today, at most two years ahead."))


class ComingForm(forms.Form):
    """With how many somebody comes."""

    adults = forms.IntegerField(
        label=_("How many adults come?"),
        help_text=_("Count yourself too."),
        min_value=1,
        initial=1,
    )
    children = forms.IntegerField(label=_("How many children come?"), min_value=0, max_value=MOST_TOGETHER, initial=0)

    def __init__(self, *args: Any, most: int = MOST_TOGETHER, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.most = most
        self.fields["adults"].widget.attrs["max"] = most

    def clean_adults(self) -> int:
        """At most so many on one sign-up, in words."""
        adults: int = self.cleaned_data["adults"]
        if adults > self.most:
            words = ngettext("You can come with %(n)s adult.", "You can come with at most %(n)s adults.", self.most)
            more = _("Are you with more? Please call us.")
            raise forms.ValidationError(f"{words % {'n': self.most}} {more}", code="too_many")
        return adults


class SignUpForm(ComingForm):
    """Public sign-up: a name, one road, how many; nothing more."""

    name = PersonName(label=_("Your name"), max_length=120, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    email = MailAddress(
        label=_("Your e-mail address"),
        help_text=_("We send you a confirmation, and a reminder the day before."),
        required=False,
    )
    phone = PhoneNumber(
        label=_("Or your phone number"),
        help_text=_("If you do not use e-mail. We call only if something changes."),
    )
    # Asked of everyone: leaving it out for who said yes before would tell who is known here.
    invite = forms.BooleanField(label=TEXTS[SIGN_UP_TEXT], required=False)
    form_key = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)
    field_order = ("name", "email", "phone", "adults", "children", "invite")
    unmarked = ("email", "phone")  # one of the two is needed

    def person(self) -> Person:
        """Who signs up."""
        return Person(*(self.cleaned_data[name] for name in ("name", "email", "phone", "invite")))

    def coming(self) -> Coming:
        """With how many."""
        data = self.cleaned_data
        return Coming(data["adults"], data["children"], form_key=data["form_key"])

    def road(self) -> str:
        """By which somebody is reached."""
        email, phone = (str(self.cleaned_data[name]) for name in ("email", "phone"))
        return email or phone

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors and not found.get("email") and not found.get("phone"):
            self.add_error("email", _("Fill in your e-mail address or your phone number."))
        return found


class NewLinkForm(forms.Form):
    """To get a new link by mail."""

    email = MailAddress(label=_("Your e-mail address"))


class InviteForm(forms.Form):
    """Whom to invite: everyone, or parents in some neighbourhoods."""

    neighbourhoods = forms.ModelMultipleChoiceField(
        label=_("Only parents in these neighbourhoods"),
        help_text=_("Tick nothing to invite parents in the whole municipality."),
        queryset=Neighbourhood.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, municipality_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = neighbourhoods_of(municipality_id)
        self.fields["neighbourhoods"].queryset = own  # type: ignore[attr-defined]  # a model choice field


class CancelSessionForm(forms.Form):
    """Why a session is called off, in words that go to the parents."""

    reason = forms.CharField(
        label=_("Why is it off?"),
        help_text=_("Parents who signed up get this sentence by mail."),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class MoveSessionForm(forms.Form):
    """Another day or time."""

    day = ComingDay(label=_("Day"))
    start = forms.TimeField(label=_("It begins at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))
    end = forms.TimeField(label=_("It ends at"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"))

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        day, start, end = found.get("day"), found.get("start"), found.get("end")
        for name, wall in (("start", start), ("end", end)):
            if day and wall and not _exists(day, wall):
                self.add_error(name, NO_SUCH_TIME)
        if start and end and not self.errors and start >= end:
            self.add_error("end", _("The end must be later than the start."))
        if not self.errors and instant(found["day"], found["start"]) <= timezone.now():
            self.add_error("start", _("Choose a moment that is still to come."))
        return found


def _exists(day: date, wall: time) -> bool:
    try:
        instant(day, wall)
    except NoSuchTime:
        return False
    return True


class AttendanceForm(forms.Form):
    """Who came: a tick per name, and numbers for those without one."""

    came = forms.MultipleChoiceField(
        label=_("Tick who was there"),
        required=False,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "house-tick"}),
    )
    adults = forms.IntegerField(
        label=HeadCount.CountKind.ADULTS.label,
        help_text=_("Adults whose name is not in the list."),
        min_value=0,
        max_value=500,
        required=False,
    )
    children = forms.IntegerField(
        label=HeadCount.CountKind.CHILDREN.label,
        help_text=_("All children together."),
        min_value=0,
        max_value=500,
        required=False,
    )
    unmarked = ("came", "adults", "children")  # it says enough that they are empty

    def __init__(self, *args: Any, registrations: Iterable[Registration], session: Session, **kwargs: Any) -> None:
        self.registrations = list(registrations)
        counted = session.head_counts.exclude(device_key=HeadCount.NAMELESS).order_by("pk")
        heads = {head.kind: head.count for head in counted}
        ticked = [str(r.public_id) for r in self.registrations if hasattr(r, "attendance") and r.attendance.came]
        super().__init__(*args, **{"initial": {"came": ticked, **heads}, **kwargs})
        choices = [(str(r.public_id), r.parent.name) for r in self.registrations]
        self.fields["came"].choices = choices  # type: ignore[attr-defined]  # a choice field
        if not choices:
            del self.fields["came"]

    @property
    def ticks(self) -> dict[int, bool]:
        """For every registration whether it was ticked."""
        ticked = set(self.cleaned_data.get("came", ()))
        return {r.pk: str(r.public_id) in ticked for r in self.registrations}

    @property
    def heads(self) -> dict[str, int]:
        """Numbers of visitors without a name, per kind."""
        return {kind: self.cleaned_data.get(kind) or 0 for kind in HeadCount.CountKind.values}
