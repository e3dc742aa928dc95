from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from portal.accounts.models import WorkProvider
from portal.audit.domain.record import record
from portal.municipalities.models import Municipality
from portal.outbox.crypto import lock

FIELDS = ("issuer", "directory", "client_id", "is_on", "trusts_factor")


@transaction.atomic
def save_work_provider(*, municipality: Municipality, told: Mapping[str, Any], secret: str = "") -> WorkProvider:
    """Keep where colleagues of the municipality in use sign in with the account of their work; the same is no change.

    `told` has each of FIELDS. Without a secret that of before stays. Who came in by a provider that is switched off or
    is another one now is out with their next click. Raises NoMunicipality, ValueError without any secret.
    """
    place = Municipality.objects.select_for_update(no_key=True).get(pk=municipality.pk)
    kept = WorkProvider.objects.select_for_update(no_key=True).filter(municipality=place).first() or WorkProvider()
    changed = [field for field in FIELDS if getattr(kept, field) != told[field]]
    if secret:
        changed.append("secret")
        kept.secret = lock(secret.encode()).decode()
    if not kept.secret:
        raise ValueError("a provider needs a secret")
    if not changed:
        return kept
    for field in FIELDS:
        setattr(kept, field, told[field])
    # Only what changed: the secret may have been locked anew just before.
    kept.save(update_fields=changed if kept.pk else None)
    place.work_accounts = kept.is_on
    place.save(update_fields=["work_accounts"])
    record("accounts.work_provider_saved", kept, fields=changed)
    return kept
