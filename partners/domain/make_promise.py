from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now

from partners.models import Organisation, Parent, Promise
from portal.accounts.models import User
from portal.audit.domain.record import record


@transaction.atomic
def make_promise(
    *, what: str, by: User, due: date, form_key: UUID, parent: Parent | None = None,
    organisation: Organisation | None = None,
) -> Promise:  # fmt: skip
    """Keep that somebody promised this, to be done by a day; the same form sent twice is one promise."""
    parts = {"what": what, "by": by, "due": due, "parent": parent, "organisation": organisation}
    promise, made = Promise.objects.get_or_create(form_key=form_key, defaults=parts)
    if made:
        record("promise.made", parent or promise, fields=("what", "by", "due"))
    return promise


@transaction.atomic
def keep_promise(*, promise: Promise) -> bool:
    """It is done: off the list; False when it was already."""
    if not Promise.objects.filter(pk=promise.pk, done_at=None).update(done_at=Now()):
        return False
    record("promise.kept", promise, fields=("done_at",))
    return True


@transaction.atomic
def pass_on(*, promise: Promise, to: User) -> bool:
    """Let a colleague keep it; False when it is done, or theirs already."""
    waiting = Promise.objects.filter(pk=promise.pk, done_at=None).exclude(by=to)
    if not waiting.update(by=to):
        return False
    record("promise.passed_on", promise, fields=("by",))
    return True
