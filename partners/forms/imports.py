from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.domain.read_list import read_list
from partners.models import Organisation, SheetImport
from partners.spec.parents.columns import says_consent
from portal.web.fields import ColumnsForm, SheetField

# What a column can hold, in the order in which people read it.
HOLDS = (
    ("", _("We do not read this column")),
    ("name", _("The whole name of the parent")),
    ("first", _("First name or initials of the parent")),
    ("prefix", _("Part between the names, such as “van de”")),
    ("last", _("Surname of the parent")),
    ("email", _("E-mail address")),
    ("phone", _("Phone")),
    ("postcode", _("Postcode")),
    ("language", _("Language")),
    ("consent", _("Whether we may invite this parent")),
    ("note", _("Remarks: we never keep them")),
)


class ReasonForm(forms.Form):
    """Why we may use a list of parents."""

    basis = forms.ChoiceField(
        label=_("Why may we invite these parents?"),
        help_text=_("We only write to parents who agreed, or when the law gives us the task. We keep your answer."),
        choices=SheetImport.Ground.choices,
        widget=forms.RadioSelect,
    )


class UploadForm(ReasonForm):
    """A list of parents, where it comes from, and why we may use it."""

    field_order = ("file", "origin", "organisation", "basis")
    file = SheetField(read=lambda content: read_list(content=content))
    origin = forms.CharField(
        label=_("Who gave you this list?"),
        help_text=_("For example: the school office, November 2026."),
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


class ParentColumnsForm(ColumnsForm):
    """What each column of a list of parents holds."""

    holds: ClassVar = HOLDS

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        held = {name: found.get(name) for name in self.columns}
        if not self.errors and not {"email", "phone"} & set(held.values()):
            words = _("Say which column holds the e-mail address or the phone number.")
            self.add_error(next((name for name in held if not held[name]), next(iter(held))), words)
        asked = any(self.fields[name].initial == "consent" for name in held)
        asking = [name for name, title in self.columns.items() if asked and says_consent(title)]
        if asking and not self.errors and "consent" not in held.values():
            # Who said no here stays uninvited: the column may make place for a better one only.
            words = _("This column tells whether we may invite a parent. Choose that, or say which other column does.")
            self.add_error(asking[0], words)
        return found
