from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import IntegrityError, transaction

from partners.models import Organisation
from portal.audit.domain.record import record
from portal.web.meanwhile import ChangedMeanwhile, stamp_of

FACTS = {
    "name", "kind", "neighbourhood", "languages", "location", "times", "phone", "email", "website",
    "contact", "contact_name", "contact_role",
}  # fmt: skip
MAY = {"may_register", "may_publish"}
ALLOWED = "organisation.allowed"


class OrganisationThere(Exception):
    """Another organisation of this municipality has this name."""


def change_organisation(*, organisation: Organisation, facts: Mapping[str, Any], seen: str = "") -> Organisation:
    """Let these facts be so; what it may do is no fact. Again changes nothing.

    Raises OrganisationThere, KeyError, and ChangedMeanwhile when it is not as it was `seen`.
    """
    _only(facts, FACTS)
    return _change(organisation, facts, "organisation.changed", seen)


def allow_organisation(
    *, organisation: Organisation, may_register: bool, may_publish: bool, seen: str = ""
) -> Organisation:
    """Say what an organisation may do by itself; again changes nothing. Raises ChangedMeanwhile."""
    allowed = {"may_register": may_register, "may_publish": may_publish}
    return _change(organisation, allowed, ALLOWED, seen)


def _only(facts: Mapping[str, Any], known: set[str]) -> None:
    for field in facts.keys() - known:
        raise KeyError(field)


def _change(organisation: Organisation, values: Mapping[str, Any], action: str, seen: str) -> Organisation:
    try:
        with transaction.atomic():
            return _store(organisation, values, action, seen)
    except IntegrityError as error:
        raise OrganisationThere(organisation.name) from error


def _store(organisation: Organisation, values: Mapping[str, Any], action: str, seen: str) -> Organisation:
    # Locked, so that two who save at once do not undo each other's fields and both stand in the log.
    now = Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=organisation.pk)
    changed = sorted(field for field, value in values.items() if getattr(now, field) != value)
    if changed and seen not in {"", stamp_of(now, MAY if action == ALLOWED else FACTS)}:
        raise ChangedMeanwhile
    for field in changed:
        setattr(now, field, values[field])
    if changed:
        now.save(update_fields=changed)
        record(action, now, fields=changed)
    return now
