"""What a parent tells of themselves: filled in by staff, or by the parent on their own page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.forms.fields import MailAddress, PersonName, PhoneNumber
from partners.forms.languages import SpokenSelect, language_choices
from partners.models import Parent
from partners.queries import familiar_faces
from partners.spec.consent import PURPOSES, ROADS_OF_CONSENT
from partners.spec.keys import LONGEST_NAME
from partners.spec.phone import written
from portal.web.meanwhile import CHANGED_MEANWHILE, MeanwhileForm, stamp_of

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

POSTCODE = re.compile(r"[1-9]\d{3}(?!\d)")
WORKS = (("", _("Not known yet")), ("yes", _("Yes, that worked")), ("no", _("No, that did not work")))


def works_field(label: Any) -> forms.TypedChoiceField:
    """Whether a road worked: yes, no, or nobody knows."""
    answer = {"yes": True, "no": False}
    return forms.TypedChoiceField(label=label, choices=WORKS, coerce=answer.get, empty_value=None, required=False)


class DetailsForm(MeanwhileForm):
    """Name, roads, language, stage and postcode; only the name is always needed."""

    name = PersonName(label=_("Name"), max_length=LONGEST_NAME)
    email = MailAddress(label=_("E-mail address"), required=False)
    phone = PhoneNumber(label=_("Phone number"))
    letter_address = forms.CharField(
        label=_("Address for letters"),
        help_text=_("Only needed when we write a letter: street, number, postcode and town."),
        max_length=200,
        required=False,
    )
    prefers = forms.ChoiceField(
        label=_("How do you like to hear from us?"),
        choices=[("", _("Does not matter")), *Parent.Road.choices],
        required=False,
    )
    language = forms.ChoiceField(label=_("Home language"), required=False, widget=SpokenSelect)
    stages = forms.MultipleChoiceField(
        label=_("Which of these fits you?"),
        help_text=_("More than one is fine. You do not have to tell."),
        choices=Parent.Stage.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    postcode = forms.CharField(
        label=_("The four digits of your postcode"),
        help_text=_("Then we know what there is near you. For example: 3361."),
        max_length=7,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "postal-code"}),
    )
    via = forms.ChoiceField(
        label=_("Would you rather hear it through somebody you know?"),
        help_text=_("Only if you want that yourself."),
        required=False,
    )
    unmarked: tuple[str, ...] = ("email", "phone", "letter_address")  # one of them is needed
    meanwhile = _(
        "Your details were changed just now. Above you see what we have now, below what you filled in. "
        "Press “Save” to keep what you filled in."
    )

    def __init__(self, *args: Any, parent: Parent | None = None, people: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.faces = familiar_faces(parent, people=people)
        self._choose("language", [("", _("Not known")), *language_choices(parent, own_names=not people)])
        self._choose("via", [("", _("No, directly")), *((key, face.label) for key, face in self.faces.items())])
        self.shown = [*(name for name in PARENT_FIELDS if name in self.fields), "via_member", "via_organisation"]
        if parent:
            self.show(first_values(parent), stamp_of(parent, self.shown))
            self._now = {**self._now, "phone_works": parent.phone_works, "letter_works": parent.letter_works}

    def _choose(self, field: str, choices: list[tuple[str, Any]]) -> None:
        self.fields[field].choices = choices  # type: ignore[attr-defined]  # a choice field

    def _others(self, given: Mapping[str, Any]) -> Iterable[tuple[str | _StrPromise, str]]:
        for label, words in super()._others(given):
            yield label, written(words) if label == self.fields["phone"].label else words

    def clean_postcode(self) -> str:
        """The four digits; letters behind them are not kept."""
        typed = str(self.cleaned_data["postcode"]).strip()
        found = POSTCODE.match(typed)
        if typed and not found:
            raise forms.ValidationError(_("Fill in the four digits of a postcode. For example: 3361."))
        return found[0] if found else ""

    def clean(self) -> dict[str, Any]:
        """One road at least, and the one that is preferred is there."""
        found = super().clean() or {}
        roads = {"mail": "email", "phone": "phone", "letter": "letter_address"}
        if not self.errors and not any(found.get(field) for field in roads.values()):
            self.add_error("email", _("Fill in an e-mail address, a phone number or an address for letters."))
        missing = roads.get(found.get("prefers", ""))
        if missing and missing not in self.errors and not found.get(missing):
            self.add_error(missing, _("This is the way you chose to hear from us. Fill it in, or choose another way."))
        return found

    def details(self) -> dict[str, Any]:
        """What was filled in, by the names of a parent's fields."""
        found = {name: value for name, value in self.cleaned_data.items() if name in PARENT_FIELDS}
        face = self.faces.get(self.cleaned_data["via"])
        return {**found, "via_member": face and face.member, "via_organisation": face and face.organisation}


PARENT_FIELDS = (
    "name", "email", "phone", "letter_address", "prefers", "language", "stages", "postcode",
    "phone_works", "letter_works",
)  # fmt: skip


def first_values(parent: Parent) -> dict[str, Any]:
    """What stands in the form of somebody who is known."""
    known = {field: getattr(parent, field) for field in PARENT_FIELDS}
    worked = {True: "yes", False: "no", None: ""}
    known["phone_works"], known["letter_works"] = worked[parent.phone_works], worked[parent.letter_works]
    via = parent.via_member or parent.via_organisation
    return {**known, "via": str(via.public_id) if via else ""}


class ParentForm(DetailsForm):
    """What staff keep of a parent, in words about the parent."""

    meanwhile = CHANGED_MEANWHILE
    phone_works = works_field(_("Does the phone number work?"))
    letter_works = works_field(_("Did a letter arrive?"))
    field_order = ("name", "email", "phone", "phone_works", "letter_address", "letter_works", "prefers", "language")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, people=True, **kwargs)
        words: dict[str, tuple[Any, Any]] = {
            "prefers": (_("What does the parent like best?"), ""),
            "stages": (_("Which of these fits the parent?"), _("Only what the parent told. Never a guess.")),
            "postcode": (_("The four digits of the postcode"), _("For example: 3361.")),
            "via": (
                _("Through somebody the parent trusts?"),
                _("Only when the parent chose that. It may be an organisation or somebody who works there."),
            ),
        }
        for name, (label, help_text) in words.items():
            self.fields[name].label, self.fields[name].help_text = label, help_text


class AddParentForm(ParentForm):
    """A parent who is not known yet, with what they agreed to and how they said so."""

    agreed = forms.MultipleChoiceField(
        label=_("What did the parent say yes to?"),
        help_text=_("Tick only what you asked and what the parent said yes to."),
        choices=[(purpose, words.question) for purpose, words in PURPOSES.items()],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    how = forms.ChoiceField(
        label=_("How did the parent say so?"), choices=[("", _("Choose")), *ROADS_OF_CONSENT.items()], required=False
    )
    unmarked = (*ParentForm.unmarked, "how")

    def clean(self) -> dict[str, Any]:
        """A yes comes with the way it was said."""
        found = super().clean()
        if found.get("agreed") and not found.get("how"):
            self.add_error("how", _("Choose how the parent said yes. We keep that with the answer."))
        return found
