from __future__ import annotations

from collections.abc import Mapping

from django.db import transaction

from activities.domain.read_meetings import defaults_of
from activities.models import ListKind, MeetingList, RememberedColumns
from activities.spec import came, events
from activities.spec.planned import Defaults
from portal.audit.domain.record import record


@transaction.atomic
def choose_columns(*, found: MeetingList, chosen: Mapping[str, str], defaults: Defaults | None = None) -> MeetingList:
    """Say how a list that waits is read, and remember the columns for the next one of the same organisation.

    Once it is being read in, or when it is read so already, this changes nothing. Raises ValueError for another field.
    """
    known = events.FIELDS if found.kind == ListKind.MEETINGS else came.FIELDS
    if not set(chosen.values()) <= {*known, ""}:
        raise ValueError(f"no such field: {chosen}")
    current = MeetingList.objects.select_for_update(no_key=True).get(pk=found.pk)
    before = defaults_of(current)
    if current.job_id is None and (dict(chosen), defaults or before) != (current.chosen, before):
        current.chosen = dict(chosen)
        if defaults:
            current.place, current.places, current.minutes = defaults.place, defaults.places, defaults.minutes
        current.save(update_fields=["chosen", "place", "places", "minutes"])
        RememberedColumns.objects.update_or_create(
            kind=current.kind, organisation=current.organisation, defaults={"chosen": dict(chosen)}
        )
        record("meetings.columns_chosen", current, fields=("chosen",))
    return current


@transaction.atomic
def choose_letters(*, found: MeetingList, encoding: str) -> MeetingList:
    """Say in which letters a list that waits is written; once it is being read in this changes nothing."""
    current = MeetingList.objects.select_for_update(no_key=True).get(pk=found.pk)
    if current.job_id is None and current.encoding != encoding:
        current.encoding = encoding
        current.save(update_fields=["encoding"])
        record("meetings.columns_chosen", current, fields=("encoding",))
    return current
