from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from partners.domain.keep_presence import FACTS
from partners.forms.organisations import LanguagesField, choose_from
from partners.models import Organisation, Presence
from portal.municipalities.models import Neighbourhood
from portal.municipalities.queries import neighbourhoods_of
from portal.web.meanwhile import MeanwhileForm, stamp_of
from portal.web.photos import MAX_BYTES

DAYS = [("", _("No fixed day")), *Presence.Weekday.choices]
FIXED = ("weekday", "starts", "ends")


def _clock() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PresenceForm(MeanwhileForm):
    """Who can be found where and when."""

    person = forms.CharField(label=_("Name"), help_text=_("As parents know this person."), max_length=80)
    role = forms.CharField(
        label=_("What does this person do?"), help_text=_("For example: district nurse."), max_length=80
    )
    at = forms.ModelChoiceField(
        label=_("At which organisation?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Somewhere else"),
    )
    place = forms.CharField(
        label=_("Where exactly?"), help_text=_("For example: room 3, or an address."), max_length=120, required=False
    )
    neighbourhood = forms.ModelChoiceField(
        label=_("In which neighbourhood?"),
        queryset=Neighbourhood.objects.none(),
        required=False,
        empty_label=_("The whole municipality"),
    )
    weekday = forms.TypedChoiceField(
        label=_("On which day?"), choices=DAYS, coerce=int, empty_value=None, required=False
    )
    starts = forms.TimeField(label=_("From"), widget=_clock(), required=False)
    ends = forms.TimeField(label=_("Until"), widget=_clock(), required=False)
    times = forms.CharField(
        label=_("When, in words"),
        help_text=_("For example: not in school holidays. Or: by appointment."),
        max_length=160,
        required=False,
    )
    languages = LanguagesField(label=_("Which languages does this person speak?"))
    public = forms.BooleanField(
        label=_("This person knows that this is public"),
        help_text=_("Only then everyone sees it on the page “Who is where”."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        municipality_id: int,
        organisation: Organisation,
        keeps: bool,
        presence: Presence | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.kept, self.publishes = presence, keeps or organisation.may_publish
        if presence:
            told = {name: getattr(presence, name) for name in FACTS}
            self.show({**told, "public": presence.public or presence.waits}, stamp_of(presence, FACTS))
        choose_from(self, "neighbourhood", neighbourhoods_of(municipality_id))
        near = Q() if keeps else Q(pk__in=[organisation.pk, presence.at_id if presence else None])
        choose_from(self, "at", Organisation.objects.filter(near).order_by("name", "pk"))
        if not self.publishes:
            self._leave_it_to_cjg()

    def _leave_it_to_cjg(self) -> None:
        """Who may not publish can ask for it, and take back what is public."""
        first = _("CJG looks at it first. Then everyone sees it on the page “Who is where”.")
        again = _("Do you change something? Then CJG looks at it before it is public again.")
        self.fields["public"].help_text = again if self.kept and self.kept.public else first

    def clean(self) -> dict[str, Any]:
        """A day with its hours, or words; who is at an organisation is in its neighbourhood."""
        given = super().clean() or self.cleaned_data
        if not self.has_error("weekday") and not self.has_error("starts") and not self.has_error("ends"):
            self._look_at_hours(given)
        if not given.get("at") and not given.get("place") and not self.has_error("at") and not self.has_error("place"):
            self.add_error("place", _("Tell where: choose an organisation above, or write it here."))
        if given.get("at") and not given.get("neighbourhood"):
            given["neighbourhood"] = given["at"].neighbourhood
        asked = bool(given.get("public"))
        given["public"] = asked and (self.publishes or self._same(given))
        # A photo that waits still does, until who may publish has looked.
        still = bool(self.kept and self.kept.waits and not self.publishes)
        given["waits"] = asked and (still or not given["public"])
        return given

    def _same(self, given: dict[str, Any]) -> bool:
        return self.kept is not None and all(getattr(self.kept, name) == value for name, value in given.items())

    def _look_at_hours(self, given: dict[str, Any]) -> None:
        told = [name for name in FIXED if given.get(name) is not None]
        if told and len(told) < len(FIXED):
            missing = next(name for name in FIXED if name not in told)
            self.add_error(missing, _("Fill in the day, from and until. Or leave all three empty."))
        elif told and given["starts"] >= given["ends"]:
            self.add_error("ends", ValidationError(_("It ends before it begins.")))
        elif not told and not given.get("times") and not self.has_error("times"):
            self.add_error("times", _("Tell when: choose a day and hours above, or write it here."))


class PhotoForm(forms.Form):
    """A photo of who is there, with their yes."""

    photo = forms.FileField(
        label=_("The photo"),
        help_text=_(
            "A JPEG, PNG or WebP of at most 8 MB. We keep the middle of it, small. "
            "Where and when it was taken does not come along."
        ),
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
    )
    agreed = forms.BooleanField(
        label=_("This person likes it that everyone can see this photo"),
        help_text=_("Ask first. Does this person not like it any more? Then one press of a button takes it away."),
        error_messages={"required": _("Ask this person first. Tick this when they said yes.")},
    )

    def clean_photo(self) -> Any:
        """Of a size that is worth reading."""
        chosen = self.cleaned_data["photo"]
        if chosen.size > MAX_BYTES:
            raise ValidationError(_("This photo is larger than 8 MB. Choose a smaller one."))
        return chosen
