from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from partners.models import Agreement, AgreementVersion, Organisation
from partners.spec.agreements import SIDES
from portal.accounts.models import Membership
from portal.audit.domain.record import record


class Ended(Exception):
    """The agreement is over: its words stay as they are."""


class Superseded(Exception):
    """There are newer words than those that were on the screen."""


@transaction.atomic
def draft_agreement(*, first: Organisation, second: Organisation | None, terms: Mapping[str, Any]) -> AgreementVersion:
    """Write down what two sides mean to agree; nobody signed yet. Without a second it is with the municipality.

    The very same words that still hold between the same sides are there already: those are given.
    """
    # A button that is pressed twice waits here for the first press.
    Organisation.objects.select_for_update(of=("self",), no_key=True).get(pk=first.pk)
    same = {"agreement__first": first, "agreement__second": second, "agreement__ended_at": None, "number": 1}
    there = AgreementVersion.objects.filter(**same, **terms).select_related("agreement").first()
    if there:
        return there
    agreement = Agreement.objects.create(first=first, second=second)
    version = AgreementVersion.objects.create(agreement=agreement, number=1, **terms)
    record("agreement.drafted", agreement, fields=sorted(terms))
    return version


@transaction.atomic
def change_agreement(*, version: AgreementVersion, terms: Mapping[str, Any]) -> AgreementVersion:
    """Other words: a new version that both sign again; words that nobody signed change where they stand.

    The same words change nothing. Raises Ended, and Superseded when somebody else changed them meanwhile.
    """
    now = _latest(version)
    changed = sorted(field for field, value in terms.items() if getattr(now, field) != value)
    if not changed:
        return now
    if now.first_signed_at or now.second_signed_at:
        now = AgreementVersion.objects.create(agreement=now.agreement, number=now.number + 1, **terms)
    else:
        for field in changed:
            setattr(now, field, terms[field])
        now.save(update_fields=changed)
    record("agreement.changed", now.agreement, fields=changed)
    return now


@transaction.atomic
def sign_agreement(*, version: AgreementVersion, side: str, membership: Membership) -> AgreementVersion:
    """One side agrees to these very words; again changes nothing. Raises Ended, Superseded, KeyError."""
    if side not in SIDES:
        raise KeyError(side)
    now = _latest(version)
    if getattr(now, f"{side}_signed_at"):
        return now
    setattr(now, f"{side}_signed_at", timezone.now())
    setattr(now, f"{side}_signed_by", membership)
    now.save(update_fields=[f"{side}_signed_at", f"{side}_signed_by"])
    record("agreement.signed", now.agreement, fields=(f"{side}_side",))
    return now


@transaction.atomic
def end_agreement(*, agreement: Agreement) -> Agreement:
    """It holds no more; again changes nothing."""
    now = Agreement.objects.select_for_update(of=("self",), no_key=True).get(pk=agreement.pk)
    if not now.ended_at:
        now.ended_at = timezone.now()
        now.save(update_fields=["ended_at"])
        record("agreement.ended", now, fields=("ended_at",))
    return now


def _latest(seen: AgreementVersion) -> AgreementVersion:
    """The words of today, which are those that were seen; the lock lets one change at a time through."""
    agreement = Agreement.objects.select_for_update(of=("self",), no_key=True).get(pk=seen.agreement_id)
    if agreement.ended_at:
        raise Ended
    latest = AgreementVersion.objects.filter(agreement=agreement).order_by("-number").first()
    if latest is None or (latest.pk, latest.stamp) != (seen.pk, seen.stamp):
        raise Superseded
    latest.agreement = agreement
    return latest
