from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from portal.audit.actor import current
from portal.audit.models import AuditEntry
from portal.municipalities import tenant

if TYPE_CHECKING:
    from django.db import models

ACTION = re.compile(r"[a-z][a-z_]*(\.[a-z_]+)*")
# A field's name, with a count where that says enough; a value of a person never fits in it.
FIELD = re.compile(r"[a-z][a-z_0-9]{0,59}(:\d{1,9})?")
WITH_ACCOUNT = {"user", "system"}


class NotAName(ValueError):
    """Something else than the name of an action or a field was about to be kept."""


def record(action: str, subject: models.Model, *, fields: Iterable[str] = (), result: str = "done") -> None:
    """Keep that the current actor did this to the subject; the last statement of a verb, in its transaction.

    `fields` are names, never values. Raises NotAName, NoMunicipality.
    """
    _entry(action, subject, fields, result).save(force_insert=True)


def record_read(subject: models.Model) -> None:
    """Keep that the current actor saw the subject's personal page; who asked for its headers saw nothing.

    Raises NoMunicipality.
    """
    if current().sees:
        record("read", subject)


def _entry(action: str, subject: models.Model, fields: Iterable[str], result: str) -> AuditEntry:
    actor = current()
    return AuditEntry(
        municipality_id=tenant.require(),
        action=_name(ACTION, action),
        subject_kind=subject._meta.label,
        subject_id=_number(subject.pk),
        subject_public_id=getattr(subject, "public_id", None),
        fields=[_name(FIELD, field) for field in fields],
        result=_name(ACTION, result),
        # Where a parent was, is nobody's business: that they came by their own link says enough.
        origin=actor.origin[:64] if actor.kind in WITH_ACCOUNT else "link" if actor.origin else "",
        actor_kind=actor.kind,
        actor_id=actor.id,
    )


def _number(pk: Any) -> int | None:
    return pk if isinstance(pk, int) else None


def _name(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise NotAName("an audit entry holds names of actions and fields only")
    return text
