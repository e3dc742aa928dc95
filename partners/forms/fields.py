"""What people fill in of somebody in more than one form: a name, an e-mail address, a phone number."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.validators import validate_email
from django.utils.translation import gettext_lazy as _

from partners.spec.keys import LONGEST_ADDRESS
from partners.spec.phone import LONGEST_INPUT, e164
from partners.spec.written import looks_like_link
from portal.outbox.mime import BadAddress, one_spelling
from portal.web.sheets.cells import plain


class PersonName(forms.CharField):
    """A name as the reader of lists writes it; no link, for it stands in mails to whoever's address was filled in."""

    def clean(self, value: Any) -> str:
        """The name in one spelling."""
        name = plain(super().clean(value))
        if looks_like_link(name) or not any(letter.isalpha() for letter in name):
            raise forms.ValidationError(_("Fill in a name, without a link or an address. For example: Sanne de Vries."))
        return name


class MailAddress(forms.EmailField):
    """An e-mail address in one spelling: limits and look-ups may not depend on how somebody types the domain."""

    def __init__(self, **more: Any) -> None:
        autocomplete = forms.EmailInput(attrs={"autocomplete": "email"})
        super().__init__(**{"max_length": LONGEST_ADDRESS, "widget": autocomplete, **more})

    def clean(self, value: Any) -> str:
        """The address; what cannot be written to is refused."""
        typed: str = super().clean(value)
        try:
            return typed and one_spelling(typed)
        except BadAddress:
            raise forms.ValidationError(validate_email.message, code=validate_email.code) from None


class PhoneNumber(forms.CharField):
    """A phone number as it is kept (E.164), however somebody types it; empty stays empty."""

    def __init__(self, **more: Any) -> None:
        keys = forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"})
        super().__init__(**{"max_length": LONGEST_INPUT, "required": False, "widget": keys, **more})

    def clean(self, value: Any) -> str:
        """The number."""
        typed: str = super().clean(value)
        number = e164(typed)
        if typed and not number:
            raise forms.ValidationError(_("This is not a phone number. For example: 06 12345678."))
        return number
