"""What parents agree to, in the words they read; a text that changes gets a new version, the old one stays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

INVITATIONS = "invitations"
SIGN_UP_TEXT = "sign-up-2"
LIST_TEXT = "list-1"
STOP_TEXT = "stop-1"
TEXTS: dict[str, _StrPromise] = {
    "sign-up-1": _("You may send me invitations for activities near me. I can stop this with one click."),
    SIGN_UP_TEXT: _("You may send me invitations for activities near me. Stopping takes one click."),
    LIST_TEXT: _("The organisation asked the parents on this list whether we may invite them to activities."),
    STOP_TEXT: _("I do not want invitations any more."),
}
