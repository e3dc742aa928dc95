from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from partners.forms.organisations import choose_from
from partners.models import AgreementVersion, Organisation
from partners.models.agreements import LONGEST_TERM
from partners.spec.agreements import FURTHEST
from portal.web.meanwhile import MeanwhileForm


def _term(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label, help_text=help_text, max_length=LONGEST_TERM, widget=forms.Textarea(attrs={"rows": 3})
    )


class TermsForm(forms.Form):
    """What two sides agree."""

    subjects = forms.MultipleChoiceField(
        label=_("What is it about?"),
        choices=AgreementVersion.Subject.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    what_we_tell = _term(
        _("What do we tell each other?"),
        _("In general: no names of parents or children, and nothing about one family."),
    )
    who_tells = _term(_("Who tells whom?"), _("Name roles, for example: the teacher tells the CJG worker."))
    told_back = _term(_("Who is told back, and when?"), _("For example: the school hears within two weeks."))
    privacy = _term(
        _("How do we keep privacy?"), _("For example: we only share something when the parent knows and agrees.")
    )
    review_on = forms.DateField(
        label=_("When do we look at it again?"),
        help_text=_("Two weeks before that day both sides get a mail."),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def clean_review_on(self) -> date:
        """A day to come that people can still remember."""
        day: date = self.cleaned_data["review_on"]
        today = timezone.localdate()
        if not today < day <= today + FURTHEST:
            raise ValidationError(_("Choose a day after today, within three years."))
        return day


class ChangeTermsForm(MeanwhileForm, TermsForm):
    """Other words for those that were on the screen; what somebody else wrote meanwhile is read first."""

    def __init__(self, *args: Any, version: AgreementVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.show({name: getattr(version, name) for name in TermsForm.base_fields}, version.stamp)


class AgreementForm(TermsForm):
    """A new agreement: first between whom."""

    field_order = ("first", "second")
    first = forms.ModelChoiceField(
        label=_("Which organisation?"), queryset=Organisation.objects.none(), empty_label=_("Choose")
    )
    second = forms.ModelChoiceField(
        label=_("With whom?"),
        queryset=Organisation.objects.none(),
        required=False,
        empty_label=_("With the municipality"),
    )

    def __init__(self, *args: Any, own: Organisation | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial = {"review_on": timezone.localdate() + timedelta(days=365), "privacy": _PRIVACY}
        self.own = own
        known = Organisation.objects.order_by("name", "pk")
        choose_from(self, "first", known)
        choose_from(self, "second", known.exclude(pk=own.pk) if own else known)
        if own:
            del self.fields["first"]

    def clean(self) -> dict[str, Any]:
        """Two different sides; a partner's own organisation is the first."""
        given = super().clean() or self.cleaned_data
        if self.own:
            given["first"] = self.own
        if given.get("first") and given.get("first") == given.get("second"):
            self.add_error("second", _("Choose another organisation, or the municipality."))
        return given

    def split(self) -> dict[str, Any]:
        """The two sides, and apart what they agree."""
        terms = dict(self.cleaned_data)
        return {"first": terms.pop("first"), "second": terms.pop("second"), "terms": terms}


_PRIVACY = _(
    "We only share something about a parent when that parent knows and agrees. We write nothing down about children."
)
