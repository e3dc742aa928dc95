from __future__ import annotations

import logging
from datetime import date

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from portal.audit.domain.record import record
from portal.desk.models import KeptTerm
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.municipalities.registry import terms
from portal.municipalities.spec import Term, months_before

logger = logging.getLogger(__name__)


def forget_over() -> dict[str, int]:
    """Remove of each kind what was kept long enough: one batch a call until nothing is left, then not before tomorrow.

    Says how many went of each. One query when all is done for today. What fails for one kind keeps no other from its
    turn, and is tried again. Raises NoMunicipality.
    """
    today = timezone.localdate()
    done = KeptTerm.objects.filter(municipality=tenant.require(), ran_on=today).values_list("kind", flat=True)
    waiting = set(terms()) - set(done)
    return {kind: _safely(term, today) for kind, term in terms().items() if kind in waiting}


def _safely(term: Term, today: date) -> int:
    try:
        return _batch(term, today)
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("data could not be removed", extra={"facts": {"action": f"retention.{term.kind}"}})
        return 0


@transaction.atomic
def _batch(term: Term, today: date) -> int:
    row, _new = KeptTerm.objects.get_or_create(kind=term.kind)
    # Two ticks at once: the second finds it taken.
    still = KeptTerm.objects.select_for_update(skip_locked=True).filter(Q(ran_on=None) | ~Q(ran_on=today), pk=row.pk)
    turn = still.first()
    if turn is None:
        return 0
    gone = term.remove(months_before(today, turn.months_of(term)), term.batch)
    turn.removing += gone
    if gone < term.batch:
        _finish(turn, today)
    turn.save()
    return gone


def _finish(turn: KeptTerm, today: date) -> None:
    turn.ran_on, turn.removed, turn.removing = today, turn.removing, 0
    if turn.removed:
        municipality = Municipality.objects.get(pk=tenant.require())
        record("retention.done", municipality, fields=(f"{turn.kind}:{turn.removed}",))
