from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.forms.fields import MailAddress
from partners.spec.consent import PURPOSES


class OwnPageForm(forms.Form):
    """To get the link to the own page by mail."""

    email = MailAddress(label=_("Your e-mail address"))


class AnswerForm(forms.Form):
    """A yes or a no to one purpose; two buttons send it."""

    purpose = forms.ChoiceField(choices=[(purpose, words.label) for purpose, words in PURPOSES.items()])
    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])
