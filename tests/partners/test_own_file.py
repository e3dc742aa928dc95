"""The file of a parent asks as many questions for a long life as for a short one."""

from __future__ import annotations

import uuid
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from activities.models import Invitation, Registration
from partners.domain.own_file import own_file
from partners.models import Consent, Contact, MergedInto, Promise, TwoPeople
from portal.municipalities.models import Municipality
from tests import cast
from tests.counting import FEW, MANY


@pytest.mark.parametrize("total", [FEW, MANY])
def test_query_count_of_the_file(municipality: Municipality, total: int) -> None:
    parent = cast.parent("Anna Vrolijk")
    by, today, school = cast.member("cjg"), timezone.localdate(), cast.organisation()
    for number in range(total):
        day = today - timedelta(days=number)
        Contact.objects.create(parent=parent, organisation=school, by=by, day=day, way="met", with_agenda=False)
        promised = {"what": "bellen", "by": by, "due": day, "form_key": uuid.uuid4()}
        Promise.objects.create(parent=parent, organisation=school, **promised)
        MergedInto.objects.create(old=uuid.uuid4(), kept=parent)
        TwoPeople.objects.create(one=parent, other=cast.parent(invitable=False))
    rest = {"purpose": "invitations", "given": True, "basis": "parent", "text_version": "x", "source": "x"}
    Consent.objects.bulk_create(Consent(parent=parent, **rest) for _ in range(total))
    for session in [cast.session() for _ in range(min(total, 10))]:
        Invitation.objects.create(session=session, parent=parent)
        Registration.objects.create(session=session, parent=parent, adults=1, form_key=uuid.uuid4())
    own_file(parent=parent)  # fills what a process remembers
    with CaptureQueriesContext(connection) as asked:
        own_file(parent=parent)
    assert len(asked) == 28
