"""Fields of forms that more than one storey has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.files.models import MAX_BYTES
from portal.web.sheets import SheetError
from portal.web.sheets.cells import plain
from portal.web.sheets.result import Column
from portal.web.sheets.table import heading_key

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile
    from django.utils.functional import _StrPromise


class Line(forms.CharField):
    """One line of text as people read it: it stands in the subject of a mail, a calendar or a list.

    Line ends and spaces of any kind become one space; what is not seen, or turns the reading direction, goes.
    """

    def to_python(self, value: Any) -> str:
        """The line; empty when nothing of it can be seen."""
        return plain(super().to_python(value) or "")


class SheetField(forms.FileField):
    """A list as somebody keeps it; `read` raises SheetError in words for what is none, and nothing is kept then."""

    def __init__(self, *, read: Callable[[bytes], object], **more: Any) -> None:
        self.read = read
        super().__init__(
            **{
                "label": _("The list"),
                "help_text": _(
                    "An Excel file (.xlsx) or a text file (.csv), at most 20 MB. It does not have to be tidy."
                ),
                "widget": forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.txt,.tsv"}),
                **more,
            }
        )

    def clean(self, data: Any, initial: Any = None) -> UploadedFile[bytes]:
        """The file, at its beginning again."""
        chosen: UploadedFile[bytes] = super().clean(data, initial)
        if chosen.size and chosen.size > MAX_BYTES:
            raise forms.ValidationError(_("This file is larger than 20 MB. Take out what is not needed."))
        try:
            self.read(chosen.read())
        except SheetError as error:
            raise forms.ValidationError(str(error)) from error
        chosen.seek(0)
        return chosen


class ColumnsForm(forms.Form):
    """What each column of a list holds, as it is read now; `holds` has what a column of such a list can hold."""

    holds: ClassVar[Sequence[tuple[str, str | _StrPromise]]]

    def __init__(self, *args: Any, headings: Sequence[Column], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.columns = {f"column_{index}": heading.title for index, heading in enumerate(headings)}
        for name, heading in zip(self.columns, headings, strict=True):
            label = _("“%(heading)s” holds") % {"heading": heading.title}
            self.fields[name] = forms.ChoiceField(
                label=label, choices=self.holds, required=False, initial=heading.field
            )
        # A column that is not read says so itself.
        self.unmarked = tuple(self.columns)
        self.order_fields([*self.columns, *self.base_fields])

    @property
    def chosen(self) -> dict[str, str]:
        """The words of each heading with its field."""
        return {heading_key(title): self.cleaned_data[name] for name, title in self.columns.items()}
