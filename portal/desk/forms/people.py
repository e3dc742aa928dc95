from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Membership, User

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
