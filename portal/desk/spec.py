"""What the actions of the ground, their subjects and fields are called in the log."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

ACTIONS = {
    "accounts.give_role": _("Gave somebody a role"),
    "accounts.end_role": _("Ended a role"),
    "accounts.deactivate": _("Closed an account"),
    "accounts.end_sessions": _("Ended the sessions of an account"),
    "accounts.invite": _("Invited a colleague"),
    "accounts.invite_again": _("Sent an invitation to a colleague again"),
    "accounts.accept_invitation": _("Accepted an invitation"),
    "accounts.revoke_invitation": _("Took an invitation back"),
    "accounts.sign_in": _("Signed in"),
    "accounts.change_password": _("Changed a password"),
    "accounts.factor_added": _("Added an app or a passkey to an account"),
    "accounts.factor_removed": _("Removed an app or a passkey from an account"),
    "accounts.codes_renewed": _("Made new recovery codes"),
    "audit.checked": _("Checked that nobody changed the log"),
    "files.keep": _("Kept a file"),
    "jobs.start": _("Started long work"),
    "jobs.stop": _("Asked long work to stop"),
    "jobs.done": _("Long work was done"),
    "jobs.failed": _("Long work failed"),
    "jobs.stopped": _("Long work was stopped"),
    "message.given_up": _("Gave up sending a message"),
    "message.sent_again": _("Sent a message again"),
    "neighbourhoods.loaded": _("Took in a list of neighbourhoods"),
    "outbox.held": _("Held all messages"),
    "outbox.released": _("Let the held messages go"),
    "read": _("Looked at a personal page"),
    "read municipalities.Municipality": _("Looked at the list of parents"),  # of a whole municipality
}
RESULTS = {"done": _("Done"), "failed": _("Failed"), "broken": _("Broken")}
ACTORS = {
    "user": _("Colleague"),
    "parent": _("Parent"),
    "host": _("Host"),
    "partner_link": _("Partner with a link"),
    "system": _("The portal"),
    "nobody": _("Visitor"),
}
ORIGINS = {
    "job": _("in the background"),
    "worker": _("in the background"),
    "link": _("by a link"),
    "command": _("by a command"),
}
WORDS = {
    "accounts.Membership": _("Role"),
    "accounts.StaffInvitation": _("Invitation"),
    "accounts.User": _("Account"),
    "files.File": _("File"),
    "jobs.Job": _("Task"),
    "municipalities.Municipality": _("Municipality"),
    "outbox.Message": _("Message"),
    "accepted_at": _("accepted"),
    "content": _("content"),
    "ended_at": _("ended"),
    "email": _("e-mail address"),
    "expires_at": _("valid until"),
    "invited_by": _("asked by number"),
    "kind": _("kind"),
    "neighbourhoods_changed": _("changed neighbourhoods"),
    "neighbourhoods_new": _("new neighbourhoods"),
    "revoked_at": _("taken back"),
    "role": _("role"),
    "sessions_ended": _("signed out everywhere"),
    "state": _("state"),
    "stop_asked": _("asked to stop"),
    "user": _("colleague"),
    "changed": _("changed from number"),
    "cut_off": _("cut off from number"),
    "missing": _("missing from number"),
    "unchained": _("does not fit from number"),
    "unsealed": _("not sealed from number"),
}
