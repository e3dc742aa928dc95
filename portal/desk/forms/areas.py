from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.desk.domain.read_areas import read_areas
from portal.municipalities.domain.area_file import Refused
from portal.municipalities.models import Municipality
from portal.municipalities.queries import neighbourhoods_of
from portal.web.sheets import LIMITS, SheetError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

MOST_TOLD = 50


class AreasForm(forms.Form):
    """A list of neighbourhoods and the year of their division."""

    year = forms.IntegerField(
        label=_("Of which year is this division?"), help_text=_("For example 2026."), min_value=2000
    )
    file = forms.FileField(
        label=_("The list"),
        help_text=_("An Excel file (.xlsx) or a text file (.csv) with three columns: code, name and postcodes."),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.txt,.tsv"}),
    )

    def __init__(self, *args: Any, municipality: Municipality, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.municipality = municipality

    def clean_year(self) -> int:
        """Not before the division that stands here, and not far ahead."""
        year = int(self.cleaned_data["year"])
        newest = neighbourhoods_of(self.municipality.pk).values_list("year", flat=True).first() or 0
        if year < newest:
            words = _("There is a division of %(newest)d here already. Choose that year or a later one.")
            raise forms.ValidationError(words, params={"newest": newest})
        if year > timezone.localdate().year + 1:
            raise forms.ValidationError(_("This year is too far ahead."))
        return year

    def clean_file(self) -> UploadedFile[bytes]:
        """Refuse in words, row by row, what cannot be taken in; nothing of it is kept then."""
        chosen: UploadedFile[bytes] = self.cleaned_data["file"]
        year = self.cleaned_data.get("year") or timezone.localdate().year
        try:
            # One byte more than the limit is enough to know that a file is too large.
            read_areas(content=chosen.read(LIMITS.size + 1), municipality=self.municipality.code, year=year)
        except SheetError as error:
            raise forms.ValidationError(str(error)) from error
        except Refused as refused:
            raise forms.ValidationError(_told(refused)) from refused
        chosen.seek(0)
        return chosen


def _told(refused: Refused) -> list[str]:
    """Each problem with its row; of very many the first, which are enough to see what is wrong."""
    told = [str(problem) for problem in refused.problems[:MOST_TOLD]]
    left = len(refused.problems) - len(told)
    more = ngettext("And %(n)d more row.", "And %(n)d more rows.", left) % {"n": left}
    return [*told, more] if left else told
