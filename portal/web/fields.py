"""Fields of forms that more than one storey has."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.files.models import MAX_BYTES
from portal.web.sheets import SheetError
from portal.web.sheets.cells import plain

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile


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
