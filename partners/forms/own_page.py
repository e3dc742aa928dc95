from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from partners.forms.fields import MailAddress
from partners.spec.consent import PURPOSES, ROADS_OF_CONSENT, Purpose, text_of


class OwnPageForm(forms.Form):
    """To get the link to the own page by mail."""

    email = MailAddress(label=_("Your e-mail address"))


class AnswerForm(forms.Form):
    """A yes or a no to one purpose; two buttons send it."""

    purpose = forms.ChoiceField(choices=[(purpose, words.label) for purpose, words in PURPOSES.items()])
    answer = forms.ChoiceField(choices=[("yes", _("Yes")), ("no", _("No"))])


class ToldForm(forms.Form):
    """What a parent told somebody of the staff, and how."""

    how = forms.ChoiceField(
        label=_("How did the parent say so?"), choices=[("", _("Choose")), *ROADS_OF_CONSENT.items()]
    )


class ToldAnswerForm(ToldForm):
    """A yes or a no to one purpose, that a parent told somebody of the staff."""

    answer = forms.ChoiceField(label=_("What did the parent say?"), widget=forms.RadioSelect)
    field_order = ("answer", "how")

    def __init__(self, *args: Any, words: Purpose, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        texts = [("yes", words.yes, _("Yes")), ("no", words.no, _("No"))]
        choices = [(answer, f"{word}: {text_of(version)}") for answer, version, word in texts]
        self.fields["answer"].choices = choices  # type: ignore[attr-defined]  # a choice field
