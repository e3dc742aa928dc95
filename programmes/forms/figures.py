from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.models import Organisation
from portal.web.fields import ColumnsForm, SheetField
from portal.web.sheets.result import Column
from programmes.models import FigureList
from programmes.spec.compared import LONGEST_AREA, Elsewhere
from programmes.spec.figures import read_figures

# What a column can hold, in the order in which people read it.
HOLDS = (
    ("", _("We do not read this column")),
    ("topic", _("Topic")),
    ("question", _("Question")),
    ("age", _("Age")),
    ("area", _("Area")),
    ("year", _("Year")),
    ("share", _("Percentage")),
    ("n", _("How many answered")),
)


class FiguresUploadForm(forms.Form):
    """A table of figures, and who made it."""

    file = SheetField(read=read_figures, label=_("The table"))
    origin = forms.CharField(
        label=_("Whose figures are these?"),
        help_text=_("For example: youth monitor of the GGD, 2026. Readers see this beside each figure."),
        max_length=80,
    )
    organisation = forms.ModelChoiceField(
        label=_("Which organisation is that?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("Not in this list"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = Organisation.objects.order_by("name", "pk")
        self.fields["organisation"].queryset = known  # type: ignore[attr-defined]  # a model choice field


class FigureColumnsForm(ColumnsForm):
    """What each column of a table of figures holds, and what counts where the table does not say it."""

    holds: ClassVar = HOLDS
    area = forms.CharField(
        label=_("About which area is it, when the table does not say so?"), max_length=LONGEST_AREA, required=False
    )
    year = forms.IntegerField(
        label=_("Of which year is it, when the table does not say so?"), min_value=2000, max_value=2100, required=False
    )

    def __init__(self, *args: Any, found: FigureList, headings: tuple[Column, ...], **kwargs: Any) -> None:
        initial = {"area": found.area, "year": found.year}
        super().__init__(*args, headings=headings, **{"initial": initial, **kwargs})

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        fields = {found.get(name) for name in self.columns}
        if not self.errors and not {"question", "share"} <= fields:
            raise forms.ValidationError(_("Say which column holds the question, and which the percentage."))
        return found

    @property
    def elsewhere(self) -> Elsewhere:
        """What holds where the table does not say it."""
        return Elsewhere(self.cleaned_data["area"], self.cleaned_data["year"])


class TopicForm(forms.Form):
    """Which topic to look at."""

    onderwerp = forms.ChoiceField(label=_("Topic"), required=False)

    def __init__(self, *args: Any, topics: list[tuple[str, int]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        named = [(name, name or _("Without a topic"), questions) for name, questions in topics]
        choices = [(name, f"{label} ({questions})") for name, label, questions in named]
        self.fields["onderwerp"].choices = choices  # type: ignore[attr-defined]  # a choice field
