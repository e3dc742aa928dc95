from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Membership, User
from portal.accounts.queries import has_role_here, invitations_waiting
from portal.desk.forms.account import AGAIN, HINT
from portal.web.fields import Line

ALL = "all"


class PeopleFilter(forms.Form):
    """Find a colleague by a part of the name or the address."""

    zoek = forms.CharField(label=_("Name or e-mail address"), max_length=120, required=False)
    gestopt = forms.CharField(max_length=1, required=False, widget=forms.HiddenInput)


class StopForm(forms.Form):
    """Which role of somebody ends, or all of them."""

    what = forms.ChoiceField(label=_("What ends?"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, person: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here: list[Membership] = person.here  # type: ignore[attr-defined]  # known_here put it there
        self._live = {membership.role: membership for membership in here if membership.ended_at is None}
        roles = [(role, membership.get_role_display()) for role, membership in self._live.items()]
        whole = [(ALL, _("Everything: this person may do nothing here any more"))]
        self.fields["what"].choices = [*roles, *whole]  # type: ignore[attr-defined]  # it is a choice field

    @property
    def membership(self) -> Membership | None:
        """The one role that ends; None for all of them."""
        return self._live.get(self.cleaned_data["what"])


class InviteForm(forms.Form):
    """A colleague to ask, and in which role."""

    HERE: ClassVar = _("This colleague has this role here already.")
    WAITS: ClassVar = _("This colleague was invited already. On the page before this one you can send it again.")

    email = forms.EmailField(label=_("E-mail address of your colleague"), max_length=254)
    role = forms.ChoiceField(
        label=_("What will your colleague do?"),
        help_text=_("For a second role you invite the same colleague once more."),
        choices=Membership.Role.choices,
        widget=forms.RadioSelect,
    )

    def clean_email(self) -> str:
        """As it is kept: in small letters."""
        return str(self.cleaned_data["email"]).lower()

    def clean(self) -> dict[str, Any]:
        """Say who is here already or was asked; whether the address has an account elsewhere is nobody's business."""
        email, role = self.cleaned_data.get("email"), self.cleaned_data.get("role")
        if email and role and has_role_here(email, role):
            self.add_error("email", self.HERE)
        elif email and role and any(not one.over for one in invitations_waiting().filter(email=email, role=role)):
            self.add_error("email", self.WAITS)
        return self.cleaned_data


class JoinForm(forms.Form):
    """The account of somebody who was invited: a name, and a password typed twice."""

    name = Line(
        label=_("Your name"),
        help_text=_("Your colleagues see it."),
        max_length=120,
        widget=forms.TextInput({"autocomplete": "name"}),
    )
    password1 = forms.CharField(
        label=_("Choose a password"),
        help_text=HINT,
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    password2 = forms.CharField(label=AGAIN, strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"}))

    def __init__(self, *args: Any, email: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._email = email

    @property
    def account(self) -> dict[str, str]:
        """What the account is made of."""
        return {"name": self.cleaned_data["name"], "password": self.cleaned_data["password1"]}

    def clean(self) -> dict[str, Any]:
        """The two must be the same, and not easy to guess."""
        first, second = self.cleaned_data.get("password1"), self.cleaned_data.get("password2")
        if first and second and first != second:
            self.add_error("password2", _("The two passwords are not the same."))
        if first:
            try:
                validate_password(first, User(email=self._email, name=self.cleaned_data.get("name", "")))
            except forms.ValidationError as error:
                self.add_error("password1", error)
        return self.cleaned_data
