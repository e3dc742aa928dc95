from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import WorkProvider
from portal.desk.domain.save_work_provider import FIELDS
from portal.web import fetch


class WorkProviderForm(forms.Form):
    """Where colleagues sign in with the account of their work."""

    issuer = forms.CharField(
        label=_("Address of the provider (issuer)"),
        help_text=_("For Entra ID: https://login.microsoftonline.com/, then the tenant ID, then /v2.0"),
        max_length=200,
        widget=forms.URLInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    directory = forms.CharField(
        label=_("Tenant ID"),
        help_text=_("Only accounts of this organisation come in."),
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    client_id = forms.CharField(
        label=_("Client ID"),
        help_text=_("In Entra ID it is called the application ID."),
        max_length=200,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )
    secret = forms.CharField(
        label=_("Client secret"),
        required=False,
        max_length=400,
        widget=forms.PasswordInput({"autocomplete": "off"}),
    )
    is_on = forms.BooleanField(
        label=_("Colleagues can sign in with the account of their work"),
        help_text=_("Switched off, everybody signs in with the password of the portal."),
        required=False,
    )
    trusts_factor = forms.BooleanField(
        label=_("Trust the provider when it says that it asked for more than a password"),
        help_text=_("Without this the portal always asks for the own app or passkey too."),
        required=False,
    )

    def __init__(self, *args: Any, provider: WorkProvider | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._provider = provider
        self.initial = {name: getattr(provider, name) for name in FIELDS} if provider else {}
        kept = _("It is kept locked and never shown again. Leave this empty to keep it.")
        self.fields["secret"].required = provider is None
        self.fields["secret"].help_text = kept if provider else _("You get it from the provider, once.")

    @property
    def told(self) -> dict[str, Any]:
        """What is kept as it was typed."""
        return {name: self.cleaned_data[name] for name in FIELDS}

    def clean_issuer(self) -> str:
        """An address that the portal may ask."""
        issuer = str(self.cleaned_data["issuer"])
        try:
            parts = fetch.allowed(issuer)
        except fetch.NotAllowed as error:
            raise forms.ValidationError(
                _("This address cannot be used. Type an address that begins with https://, without a port number.")
            ) from error
        if parts.query or "?" in issuer:
            raise forms.ValidationError(_("Leave out the question mark and what comes after it."))
        return issuer

    def clean(self) -> dict[str, Any]:
        """A secret goes only where it was typed for: another host asks for it anew."""
        issuer, known = self.cleaned_data.get("issuer"), self._provider
        if self.cleaned_data.get("secret"):
            return self.cleaned_data
        if known and issuer and urlsplit(issuer).netloc != urlsplit(known.issuer).netloc:
            self.add_error("secret", _("This is another provider. Type the client secret that it gave you."))
        return self.cleaned_data
