"""The forms of sign-in and password: allauth's, in our words; and the filter of the log."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from allauth.account import forms as allauth_forms
from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.accounts.queries import active_user
from portal.audit.queries import actions
from portal.audit.registry import name_of
from portal.desk.domain.read_areas import read_areas
from portal.desk.domain.send_account_mail import send_account_mail
from portal.municipalities.domain.area_file import Refused
from portal.municipalities.models import Municipality
from portal.municipalities.queries import neighbourhoods_of
from portal.web.limits import allow_mail
from portal.web.sheets import LIMITS, SheetError

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

# Outside these years a day has no midnight that the database can store.
YEARS = (date(2020, 1, 1), date(2199, 12, 31))
MOST_TOLD = 50
NEW = _("New password")
AGAIN = _("The new password once more")
HINT = _("At least 12 characters. A few words in a row are easy to remember.")


class _Plain(forms.Form):
    """Without placeholders: the label says it, and stays."""

    words: dict[str, Any] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.widget.attrs.pop("placeholder", None)
            field.label = self.words.get(name, field.label)
            field.help_text = HINT if name == "password1" else ""


class SignInForm(_Plain, allauth_forms.LoginForm):  # type: ignore[misc]  # allauth carries no types
    """Address and password."""

    words = {"login": _("E-mail address"), "password": _("Password")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class _Twice(_Plain):
    """A new password, typed twice."""

    words = {"oldpassword": _("Your password of now"), "password1": NEW, "password2": AGAIN}

    def clean(self) -> dict[str, Any]:
        """The two must be the same."""
        typed = forms.Form.clean(self) or self.cleaned_data  # not allauth's, which says the same in other words
        first, second = typed.get("password1"), typed.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        return typed


class ChangeForm(_Twice, allauth_forms.ChangePasswordForm):  # type: ignore[misc]
    """Another password, by somebody who is signed in and knows the one of now."""


class NewPasswordForm(_Twice, allauth_forms.ResetPasswordKeyForm):  # type: ignore[misc]
    """Another password, by somebody who followed the link in a mail."""


class ResetForm(_Plain, allauth_forms.ResetPasswordForm):  # type: ignore[misc]
    """Ask for a link to set a new password; the answer is the same for every address."""

    words = {"email": _("E-mail address")}

    def clean_email(self) -> str:
        """Nothing is looked up here: the answer may not depend on it."""
        return str(self.cleaned_data["email"])

    def save(self, request: HttpRequest, **kwargs: Any) -> str:  # noqa: ARG002 - allauth's signature
        """Send the link to a known address, not more often than the limit for mails from forms."""
        email = str(self.cleaned_data["email"])
        may = allow_mail(email)
        user = active_user(email)
        if may and user:
            occurrence = timezone.now().isoformat(timespec="microseconds")
            send_account_mail(user=user, kind="desk.password_link", occurrence=occurrence)
        return email


class FindForm(forms.Form):
    """Find a municipality by its name."""

    gemeente = forms.CharField(label=_("Name of your municipality"), max_length=80, required=False)


class Day(forms.DateField):
    """A day in the calendar of the browser."""

    widget = forms.DateInput({"type": "date"}, "%Y-%m-%d")
    default_validators = [MinValueValidator(YEARS[0]), MaxValueValidator(YEARS[1])]


class AuditFilter(forms.Form):
    """Which part of the log."""

    wat = forms.ChoiceField(label=_("What was done"), required=False)
    vanaf = Day(label=_("From"), required=False)
    tot = Day(label=_("Up to and including"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [("", _("Everything")), *((action, name_of(action)) for action in actions())]
        self.fields["wat"].choices = choices  # type: ignore[attr-defined]  # it is a choice field


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
