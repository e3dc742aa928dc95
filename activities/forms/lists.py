from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import MeetingList, Series
from activities.queries.lists import series_that_met
from activities.spec.came import DAY, read_attendance
from activities.spec.capacity import MOST
from activities.spec.events import read_events
from activities.spec.planned import LONGEST_PLACE, Defaults
from partners.models import Organisation
from portal.web.fields import ColumnsForm, SheetField
from portal.web.sheets.result import Column

# What a column can hold, in the order in which people read it.
HOLDS = (
    ("", _("We do not read this column")),
    ("title", _("Name of the activity")),
    ("date", _("Day")),
    ("start", _("It begins at")),
    ("end", _("It ends at")),
    ("location", _("Place")),
    ("audience", _("For whom")),
    ("capacity", _("Number of places")),
)


CAME_HOLDS = (
    ("", _("We do not read this column")),
    ("name", _("Name")),
    ("first", _("First name")),
    ("prefix", _("Part between the names, such as “van de”")),
    ("last", _("Surname")),
    ("neighbourhood", _("Neighbourhood")),
    ("date", _("Day")),
    ("present", _("Whether somebody was there")),
)


class ListForm(forms.Form):
    """Who gave a list."""

    origin = forms.CharField(
        label=_("Who gave you this list?"), help_text=_("For example: the library, autumn 2026."), max_length=80
    )


class MeetingsUploadForm(ListForm):
    """A list of meetings, and whose they are."""

    file = SheetField(read=read_events)
    organisation = forms.ModelChoiceField(
        label=_("Which organisation holds these meetings?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Not in this list"),
    )
    field_order = ("file", "origin", "organisation")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Organisation.objects.order_by("name", "pk")
        self.fields["organisation"].queryset = known  # type: ignore[attr-defined]  # a model choice field


class CameUploadForm(ListForm):
    """A list of who came, and to which meetings."""

    file = SheetField(read=read_attendance)
    series = forms.ModelChoiceField(
        label=_("Which meetings were these?"),
        help_text=_("Only meetings of which a day has come stand here."),
        queryset=Series.objects.none(),
        empty_label=_("Choose"),
    )
    field_order = ("file", "series", "origin")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["series"].queryset = series_that_met()  # type: ignore[attr-defined]  # a model choice field


class CameColumnsForm(ColumnsForm):
    """What each column of a list of who came holds."""

    holds: ClassVar = CAME_HOLDS

    def __init__(self, *args: Any, found: MeetingList, headings: tuple[Column, ...], **kwargs: Any) -> None:
        initial = {"place": found.place, "places": found.places, "minutes": found.minutes}
        choosable = [heading for heading in headings if heading.field != DAY]
        super().__init__(*args, headings=choosable, **{"initial": initial, **kwargs})

    @property
    def defaults(self) -> Defaults | None:
        """What holds where the list does not say it."""
        return None


class MeetingColumnsForm(CameColumnsForm):
    """What each column of a list of meetings holds, and what counts where the list does not say it."""

    holds: ClassVar = HOLDS
    place = forms.CharField(
        label=_("Where is it, when the list does not say so?"), max_length=LONGEST_PLACE, required=False
    )
    places = forms.IntegerField(
        label=_("How many can come, when the list does not say so?"), min_value=1, max_value=MOST
    )
    minutes = forms.IntegerField(
        label=_("How many minutes does it take, when the list gives no end?"), min_value=15, max_value=12 * 60
    )

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        fields = {found.get(name) for name in self.columns}
        if not self.errors and not ("title" in fields and fields & {"date", "start"}):
            raise forms.ValidationError(_("Say which column holds the name of the activity, and which the day."))
        return found

    @property
    def defaults(self) -> Defaults:
        """What holds where the list does not say it."""
        return Defaults(*(self.cleaned_data[name] for name in ("place", "places", "minutes")))
