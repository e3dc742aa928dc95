from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from partners.domain.signs_of_life import keep_signs
from partners.models import Parent
from portal.audit.domain.record import record


@transaction.atomic
def stay_known(*, parent: Parent) -> None:
    """Keep that this parent said today that they are there still. Raises NoMunicipality."""
    keep_signs([(parent.pk, timezone.localdate())])
    record("parent.stayed", parent)
