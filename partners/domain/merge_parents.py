from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core import serializers
from django.db import IntegrityError, models, transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from partners.domain.change_parent import Known
from partners.domain.signs_of_life import last_act
from partners.domain.stop import stop
from partners.domain.withdraw import withdraw
from partners.models import Consent, Merge, MergedInto, Parent, TwoPeople
from partners.queries import last_consent
from partners.registry import why_two
from partners.spec.consent import PURPOSES
from portal.audit.domain.record import record
from portal.municipalities import tenant
from portal.municipalities.spec import UNDO_WITHIN
from portal.outbox.models import Message

FILLED = (
    "email", "email_broken_at", "phone", "phone_works", "letter_address", "letter_works", "prefers", "language",
    "stages", "via_member_id", "via_organisation_id", "postcode", "neighbourhood_id", "stopped_at",
    "created_at", "last_sign_on",
)  # fmt: skip
LATEST = ("created_at", "last_sign_on")
MAILS, ADDED = "outbox.Message", "added"
Place = tuple[type[models.Model], Any]


class Two(Exception):
    """These are two people: they came, or come, to the same meeting."""


class Missing(Exception):
    """One of the two is not there any more: put together already, or removed."""


class TooLate(Exception):
    """A merge can be taken back for a week only."""


@transaction.atomic
def merge_parents(*, kept: Parent, gone: Parent, by: int) -> Merge:
    """Make one parent of two: what hangs on `gone` moves to `kept`, which fills in what it lacked; a no of either wins.

    Can be taken back for a week. Raises Two when they signed up for the same meeting, Missing when one is gone already.
    """
    rows = Parent.objects.select_for_update().filter(pk__in=(kept.pk, gone.pk)).order_by("pk")
    found = {parent.pk: parent for parent in rows}
    if {kept.pk, gone.pk} - set(found):
        raise Missing
    kept, gone = found[kept.pk], found[gone.pk]
    if why_two(kept, gone):
        raise Two
    no = [purpose for purpose in PURPOSES if any(_said_no(one, purpose) for one in (kept, gone))]
    signs = _with_log(gone)
    dropped: list[models.Model] = [*TwoPeople.objects.filter(Q(one=gone) | Q(other=gone))]
    moved = dict(_move(gone, kept, dropped))
    merge = Merge(kept=kept, by_id=by, gone=_plain(serializers.serialize("python", [gone, *dropped])), moved=moved)
    gone.delete()
    gone.last_sign_on = signs
    merge.filled = _fill(kept, gone)
    merge.moved = {**moved, ADDED: _say_no(kept, no)}
    merge.save()
    MergedInto.objects.create(old=gone.public_id, kept=kept)
    counts = (f"{name.partition('.')[2].lower()}:{len(pks)}" for name, pks in moved.items())
    record("parent.merged", kept, fields=[*counts, *(name.removesuffix("_id") for name in merge.filled)])
    return merge


def _with_log(gone: Parent) -> date | None:
    """The last sign of life, that of the log too: its lines stay with the number of who went."""
    return max(filter(None, (gone.last_sign_on, last_act(gone))), default=None)


def _say_no(parent: Parent, purposes: Iterable[str]) -> list[int]:
    """Let a no be the last word for these purposes; which were added."""
    added = []
    for purpose in purposes:
        last = last_consent(parent, purpose)
        if last is None or last.given:
            added.append(withdraw(parent=parent, source="merged", purpose=purpose).pk)
    return added


def _said_no(parent: Parent, purpose: str) -> bool:
    last = last_consent(parent, purpose)
    return bool(parent.stopped_at or (last and not last.given))


def _tied() -> Iterator[tuple[type[models.Model], str]]:
    """Every model with rows that hang on a parent, and by which field."""
    for relation in Parent._meta.related_objects:
        if relation.related_model is not TwoPeople:
            yield relation.related_model, relation.field.attname


def _move(gone: Parent, kept: Parent, dropped: list[models.Model]) -> Iterator[tuple[str, list[int]]]:
    for model, field in _tied():
        pks = []
        for row in model._meta.base_manager.filter(**{field: gone.pk}).order_by("pk"):
            try:
                with transaction.atomic():
                    model._meta.base_manager.filter(pk=row.pk).update(**{field: kept.pk})
                pks.append(row.pk)
            except IntegrityError:
                dropped.append(row)  # both have it: the one that stays is enough
        if pks:
            yield model._meta.label, pks
    mails = Message.objects.filter(municipality=tenant.require(), recipient_key=str(gone.public_id))
    pks = list(mails.values_list("pk", flat=True))
    mails.update(recipient_key=str(kept.public_id))
    if pks:
        yield MAILS, pks


def _fill(kept: Parent, gone: Parent) -> dict[str, list[Any]]:
    """Take over what `kept` lacked; say what each field was and became."""
    changed: dict[str, list[Any]] = {}
    for name in FILLED:
        old, new = getattr(kept, name), _joined(name, kept, gone)
        if old != new:
            changed[name] = _plain([old, new])
            setattr(kept, name, new)
    kept.save()
    return changed


def _joined(name: str, kept: Parent, gone: Parent) -> Any:
    mine, theirs = getattr(kept, name), getattr(gone, name)
    if name in LATEST:
        return max(filter(None, (mine, theirs)), default=None)
    if name == "stages":
        return [*mine, *(stage for stage in theirs if stage not in mine)]
    goes_with = {"email_broken_at": "email", "phone_works": "phone", "letter_works": "letter_address"}
    if name in goes_with and getattr(kept, goes_with[name]) != getattr(gone, goes_with[name]):
        return mine
    if name.startswith("via_") and (kept.via_member_id or kept.via_organisation_id):
        return mine
    return theirs if mine in (None, "") else mine


@dataclass(frozen=True)
class Undone:
    """Who came back, and of which tables (in lower case) rows could not, as what they belonged to is gone."""

    parent: Parent
    left: list[str]


@transaction.atomic
def undo_merge(*, merge: Merge) -> Undone:
    """Make two of one again: who went comes back with all that came along; a no that was said since holds for both.

    What belonged to something that was removed since stays away, and is told. Raises TooLate, and Known when somebody
    else has their address by now.
    """
    current = Merge.objects.select_for_update().filter(pk=merge.pk, at__gt=Now() - UNDO_WITHIN).first()
    if current is None or not current.gone:
        raise TooLate
    kept = Parent.objects.select_for_update().get(pk=current.kept_id)
    for name, (old, new) in current.filled.items():
        if _plain(getattr(kept, name)) == new:
            field: Any = Parent._meta.get_field(name.removesuffix("_id"))
            setattr(kept, name, field.to_python(old) if old else old)
    kept.save()
    try:
        with transaction.atomic():
            first, *others = [one.object for one in serializers.deserialize("python", current.gone)]
            _fits(first, _there([first]))
            first.save_base(raw=True, force_insert=True)
            _move_back(current, first.pk)
            there = _there(others)
            left = [row for row in others if not _put_back(row, there)]
    except IntegrityError:
        raise Known from None
    current.delete()
    back = Parent.objects.get(pk=first.pk)
    MergedInto.objects.filter(old=back.public_id).delete()
    _carry_no(current, kept, back)
    record("parent.unmerged", kept)
    return Undone(back, sorted({row._meta.model_name or "" for row in left if not isinstance(row, TwoPeople)}))


def _move_back(merge: Merge, pk: int) -> None:
    Consent.objects.filter(pk__in=merge.moved.get(ADDED, [])).delete()
    for model, field in _tied():
        model._meta.base_manager.filter(pk__in=merge.moved.get(model._meta.label, [])).update(**{field: pk})
    mails = Message.objects.filter(municipality=tenant.require(), pk__in=merge.moved.get(MAILS, []))
    mails.exclude(recipient_key="").update(recipient_key=str(Parent.objects.get(pk=pk).public_id))


def _put_back(row: models.Model, there: set[Place]) -> bool:
    if not _fits(row, there):
        return False
    row.save_base(raw=True, force_insert=True)
    there.add((type(row), row.pk))
    return True


def _there(rows: Iterable[models.Model]) -> set[Place]:
    """Of all that these rows point to, what is there still. One query for each model."""
    wanted: defaultdict[type[models.Model], set[Any]] = defaultdict(set)
    for row in rows:
        for _, target, pk in _points_to(row):
            wanted[target].add(pk)
    return {
        (target, pk)
        for target, pks in wanted.items()
        for pk in target._meta.base_manager.filter(pk__in=pks).values_list("pk", flat=True)
    }


def _points_to(row: models.Model) -> Iterator[tuple[Any, type[models.Model], Any]]:
    for field in row._meta.concrete_fields:
        target, wanted = field.related_model, getattr(row, field.attname)
        if isinstance(target, type) and wanted is not None:
            yield field, target, wanted


def _fits(row: models.Model, there: set[Place]) -> bool:
    """Whether all that this row cannot do without is there still; what it can do without is left empty."""
    for field, target, wanted in _points_to(row):
        if (target, wanted) in there:
            continue
        if not field.null:
            return False
        setattr(row, field.attname, None)
    return True


def _carry_no(merge: Merge, kept: Parent, back: Parent) -> None:
    """Whoever said no to the one entry in between said it to both."""
    if kept.stopped_at and kept.stopped_at > merge.at:
        stop(parent=back, source="merged")
    for purpose in PURPOSES:
        last = last_consent(kept, purpose)
        if last and not last.given and last.at > merge.at:
            withdraw(parent=back, source="merged", purpose=purpose)


def _plain(value: Any) -> Any:
    """As JSON keeps it, moments to the microsecond."""
    return json.loads(json.dumps(value, default=lambda one: one.isoformat() if hasattr(one, "isoformat") else str(one)))


@transaction.atomic
def say_two(*, one: Parent, other: Parent) -> None:
    """These two are two people: they are not shown as doubles any more; again changes nothing."""
    first, second = sorted((one, other), key=lambda parent: parent.pk)
    _, said = TwoPeople.objects.get_or_create(one=first, other=second)
    if said:
        record("parent.two_people", first)


def forget_merges() -> int:
    """Remove what is kept to take merges back, once their week is over; says how many. One query."""
    over = Merge.objects.filter(municipality=tenant.require(), at__lte=timezone.now() - UNDO_WITHIN)
    return over.delete()[0]
