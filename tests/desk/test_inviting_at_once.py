"""Two who press the button of an invitation at once."""

from __future__ import annotations

import threading

import pytest
from django.db import connection

from portal.accounts.domain import accept_invitation as accepting
from portal.accounts.domain.give_role import give_role
from portal.accounts.models import Membership
from portal.desk.domain.invite_colleague import invite_colleague
from portal.municipalities import tenant
from tests import cast
from tests.desk.test_inviting import EMAIL


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_are_one_role() -> None:
    town, told, start = cast.municipality(), [], threading.Barrier(2)
    with tenant.use(town):
        user = cast.member("partner", email=EMAIL)
        chief = cast.member("administrator")
        give_role(user=chief, municipality=town, role="cjg")
        asked = invite_colleague(email=EMAIL, role="cjg", invited_by=chief.pk)

    def accept() -> None:
        start.wait()
        with tenant.use(town):
            try:
                accepting.accept_invitation(invitation=asked, user=user)
                told.append("in")
            except accepting.Over:
                told.append("over")
        connection.close()

    threads = [threading.Thread(target=accept) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["in", "over"]
    assert Membership.objects.filter(user=user, role="cjg").count() == 1
