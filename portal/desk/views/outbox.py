"""How the messages of this municipality fare; never what stands in them, nor to whom they go."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from django.contrib import messages as flash
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.timesince import timesince
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from portal.accounts.rules import administrator, policy_officer, privacy_officer
from portal.outbox import queries
from portal.outbox.domain import by_hand, held
from portal.web.access import PortalRequest, staff
from portal.web.addresses import murl
from portal.web.pages import numbered

MINUTE = 60


def age(seconds: int) -> str:
    """How long ago, in words; empty for less than a minute, which is no delay."""
    return timesince(timezone.now() - timedelta(seconds=seconds)) if seconds >= MINUTE else ""


SEES_EACH = administrator | privacy_officer


@staff(SEES_EACH | policy_officer)
@require_safe
def outbox(request: PortalRequest) -> HttpResponse:
    """Counts per state, and for who sees to it what waits for a person with the reason in words."""
    sees_each, status = SEES_EACH(request.roles), queries.status()
    page = numbered(queries.set_aside() if sees_each else queries.messages().none(), request.GET)
    context = {
        "status": status,
        "held_since": queries.held_since() if status.on_hold else None,
        "counts": queries.in_words(status),
        "oldest": age(status.oldest_due_seconds),
        "page": page,
        "rows": [(row, queries.kind_label(row), queries.reason(row)) for row in page.rows],
        "may_act": administrator(request.roles),
        "sees_each": sees_each,
    }
    return render(request, "desk/outbox.html", context)


@staff(administrator)
@require_POST
def send_again(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Once more; harmless when somebody else already decided."""
    if by_hand.send_again(message=get_object_or_404(queries.messages(), public_id=public_id)):
        flash.success(request, _("The message will be sent once more."))
    return redirect(murl("ground:outbox"))


@staff(administrator)
@require_POST
def give_up(request: PortalRequest, public_id: UUID) -> HttpResponse:
    """Never; harmless when somebody else already decided."""
    if by_hand.give_up(message=get_object_or_404(queries.messages(), public_id=public_id)):
        flash.success(request, _("The message will not be sent."))
    return redirect(murl("ground:outbox"))


@staff(administrator)
@require_POST
def release(request: PortalRequest) -> HttpResponse:
    """Let the messages of a restored copy go."""
    count = held.release()
    words = ngettext("%(n)d message goes again.", "%(n)d messages go again.", count)
    flash.success(request, words % {"n": count} if count else _("Mails go again. None was waiting."))
    return redirect(murl("ground:outbox"))
