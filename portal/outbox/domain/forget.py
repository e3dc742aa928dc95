from __future__ import annotations

from django.db import models
from django.db.models import CharField, F, Q, Value
from django.db.models.functions import Cast, Concat

from portal.municipalities import tenant
from portal.outbox.domain.cancel import STOPPABLE
from portal.outbox.models import Message

ON_ITS_WAY = (*STOPPABLE, Message.State.SUBMITTING)


def forget(*, recipient_key: str, subject: models.Model) -> int:
    """Wipe from every message to this person, or about this row, whom it was for and what stood in it; says how many.

    Part of the caller's transaction. What was not sent yet is not sent any more; one that the relay is getting right
    now goes through, and leaves nothing behind here. Kind, state and times stay for the counts.
    """
    about = Q(subject_kind=subject._meta.label_lower, subject_id=subject.pk)
    found = Message.objects.filter(Q(recipient_key=recipient_key) | about, municipality=tenant.require())
    found.filter(state__in=ON_ITS_WAY).update(state=Message.State.CANCELLED, lease_until=None, fence=F("fence") + 1)
    nameless = Concat(Value("forgotten:"), Cast("pk", CharField()))
    return found.update(address="", recipient_key="", key=nameless, data={}, body=None, message_id="", error="")
