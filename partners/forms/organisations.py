from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from partners.domain.change_organisation import FACTS, MAY
from partners.forms.fields import PhoneNumber
from partners.models import Organisation, OrganisationMember
from partners.queries import members_of, possible_members
from partners.spec.keys import LONGEST_ADDRESS
from partners.spec.languages import names_of, typed
from portal.accounts.models import Membership
from portal.municipalities.models import Neighbourhood
from portal.municipalities.queries import neighbourhoods_of
from portal.web.fields import Line
from portal.web.meanwhile import MeanwhileForm, stamp_of

KINDS = Organisation.OrganisationKind.choices
MOST_LANGUAGES = 20


class FilterForm(forms.Form):
    """Find organisations by a part of the name, by kind and by neighbourhood."""

    zoek = forms.CharField(label=_("Name of the organisation"), max_length=120, required=False)
    soort = forms.ChoiceField(label=_("Kind"), choices=[("", _("All kinds")), *KINDS], required=False)
    wijk = forms.ModelChoiceField(
        label=_("Neighbourhood"),
        queryset=Neighbourhood.objects.none(),
        to_field_name="code",
        required=False,
        empty_label=_("Everywhere"),
    )

    def __init__(self, *args: Any, municipality_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "wijk", neighbourhoods_of(municipality_id))

    @property
    def chosen(self) -> dict[str, Any]:
        """What to look for, by the names of the query; what cannot be chosen counts as not chosen."""
        self.is_valid()
        asked = {"search": "zoek", "kind": "soort", "neighbourhood": "wijk"}
        return {name: self.cleaned_data.get(field) or "" for name, field in asked.items()}


class OrganisationForm(forms.Form):
    """An organisation we work with."""

    name = Line(label=_("Name of the organisation"), max_length=120)
    kind = forms.ChoiceField(label=_("What kind of organisation is it?"), choices=[("", _("Choose")), *KINDS])
    neighbourhood = forms.ModelChoiceField(
        label=_("In which neighbourhood?"),
        queryset=Neighbourhood.objects.none(),
        required=False,
        empty_label=_("The whole municipality"),
    )

    def __init__(self, *args: Any, municipality_id: int, but: int = 0, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.others = Organisation.objects.exclude(pk=but)
        choose_from(self, "neighbourhood", neighbourhoods_of(municipality_id))

    def clean_name(self) -> str:
        """One spelling of a name, which no other organisation has."""
        name = " ".join(self.cleaned_data["name"].split())
        if self.others.filter(name__iexact=name).exists():
            raise ValidationError(_("This organisation is there already."))
        return name


class LanguagesField(forms.CharField):
    """Languages in words with commas between them; gives their codes."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", _("Put a comma between them. For example: Dutch, Turkish, Arabic."))
        super().__init__(required=False, max_length=300, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What somebody typed stays; kept codes become words."""
        return names_of(value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The codes; raises ValidationError with the words that are no language we know."""
        codes, unknown = typed(super().clean(value))
        if unknown:
            words = _("We do not know this language: %(words)s. Look at the spelling.")
            raise ValidationError(words, params={"words": ", ".join(unknown)})
        if len(codes) > MOST_LANGUAGES:
            raise ValidationError(_("These are too many languages. Name at most twenty."))
        return codes


class FactsForm(MeanwhileForm, OrganisationForm):
    """All that we know of an organisation, for itself and for who keeps it.

    Under which name and as what we know it only who keeps organisations changes: signed agreements bear that name.
    """

    languages = LanguagesField(label=_("Which languages are spoken there?"))
    location = forms.CharField(
        label=_("Where is it?"),
        help_text=_("Street and number, or the name of the building."),
        max_length=160,
        required=False,
    )
    times = forms.CharField(
        label=_("When can it be reached?"),
        help_text=_("For example: on schooldays from 8.30 to 15.00."),
        max_length=160,
        required=False,
    )
    phone = PhoneNumber(label=_("Phone"), widget=forms.TextInput(attrs={"inputmode": "tel"}))
    email = forms.EmailField(label=_("E-mail address"), max_length=LONGEST_ADDRESS, required=False)
    website = forms.CharField(
        label=_("Website"), help_text=_("It begins with https://."), max_length=200, required=False
    )
    contact = forms.ModelChoiceField(
        label=_("Who is the contact person?"),
        queryset=OrganisationMember.objects.none(),
        required=False,
        empty_label=_("Somebody who does not sign in here"),
    )
    contact_name = Line(
        label=_("Name of the contact person"),
        help_text=_("Only when it is somebody who does not sign in here."),
        max_length=120,
        required=False,
    )
    contact_role = Line(
        label=_("What the contact person does"),
        help_text=_("For example: internal supervisor."),
        max_length=80,
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, keeps: bool, **kwargs: Any) -> None:
        super().__init__(*args, but=organisation.pk, **kwargs)
        self.show({name: getattr(organisation, name) for name in FACTS}, stamp_of(organisation, FACTS))
        choose_from(self, "contact", members_of(organisation))
        for name in () if keeps else ("name", "kind"):
            del self.fields[name]

    def clean_website(self) -> str:
        """A safe address; one without a beginning gets it."""
        given = self.cleaned_data["website"].strip()
        if not given:
            return ""
        address = given if "://" in given else f"https://{given}"
        try:
            URLValidator(schemes=["https"])(address)
        except ValidationError:
            raise ValidationError(_("This is not an address that begins with https://.")) from None
        return address

    def clean(self) -> dict[str, Any]:
        """One contact person: somebody who signs in here, or else a name."""
        given = super().clean() or self.cleaned_data
        if given.get("contact") and given.get("contact_name"):
            self.add_error("contact_name", _("Choose somebody above, or write a name here. Not both."))
        return given


class PermissionsForm(MeanwhileForm):
    """What an organisation may do by itself."""

    may_register = forms.BooleanField(
        label=_("May register activities itself"),
        help_text=_("The page for that comes with a later version. Until then this only writes down what you agreed."),
        required=False,
    )
    may_publish = forms.BooleanField(
        label=_("May publish without asking"),
        help_text=_("Who it fills in on “Who is where” is public at once. Later that also holds for activities."),
        required=False,
    )

    def __init__(self, *args: Any, organisation: Organisation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show({name: getattr(organisation, name) for name in MAY}, stamp_of(organisation, MAY))


class MemberForm(forms.Form):
    """Somebody who signs in as a partner and works for this organisation."""

    membership = forms.ModelChoiceField(
        label=_("Who works here?"),
        help_text=_("You see the partners who belong to no organisation yet."),
        queryset=Membership.objects.none(),
        empty_label=_("Choose"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["membership"]
        choose_from(self, "membership", possible_members())
        field.label_from_instance = lambda one: f"{one.user.name} ({one.user.email})"  # type: ignore[attr-defined]


class ConnectForm(MemberForm):
    """Somebody who signs in as a partner, and for whom."""

    organisation = forms.ModelChoiceField(
        label=_("For which organisation?"), queryset=Organisation.objects.none(), empty_label=_("Choose")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["membership"].label = _("Which partner?")
        choose_from(self, "organisation", Organisation.objects.order_by("name", "pk"))


def choose_from(form: forms.Form, name: str, rows: QuerySet[Any]) -> None:
    """Let this field offer these rows."""
    form.fields[name].queryset = rows  # type: ignore[attr-defined]  # a model choice field
