from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from partners.messages.agreements import queue_reviews
from partners.models import AgreementVersion
from partners.queries import to_review


def remind_reviews() -> int:
    """Tell both sides once per version that it is nearly time to look at it again; says of how many. One query more."""
    return sum(_remind(pk) for pk in to_review().values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: int) -> bool:
    version = to_review().select_for_update(skip_locked=True, of=("self",), no_key=True).filter(pk=pk).first()
    if version is None:
        return False
    queue_reviews(version)
    # No line in the log: nobody decided anything.
    AgreementVersion.objects.filter(pk=pk).update(reminded_at=Now())
    return True
