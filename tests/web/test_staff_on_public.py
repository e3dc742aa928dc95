"""Who works here keeps name and menu on the pages that parents see; visitors pay no query for it."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from portal.accounts.models import Membership
from portal.web.context import Link
from tests import cast

PAGES = ["/sliedrecht/agenda/", "/sliedrecht/privacy/", "/sliedrecht/toegankelijkheid/"]
PARENTS_MENU = ["/sliedrecht/agenda/", "/sliedrecht/wie-is-waar/"]


def menu(client: Any, address: str) -> list[str]:
    """Where the main menu of this page leads."""
    links: list[Link] = client.get(address).context["house"].nav
    return [link.url for link in links]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("role", cast.STAFF)
def test_the_menu_is_the_one_of_their_own_pages(client: Any, municipality: Any, role: str, page: str) -> None:
    user = cast.member(role)
    cast.sign_in(client, user)
    assert menu(client, page) == menu(client, "/sliedrecht/vandaag/")
    assert user.name in client.get(page).content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_nobody_and_somebody_of_elsewhere_see_the_menu_of_parents(
    client: Any, municipality: Any, other: Any, page: str
) -> None:
    assert menu(client, page) == PARENTS_MENU
    stranger = cast.member("cjg", at=other)
    cast.sign_in(client, stranger)
    assert menu(client, page) == PARENTS_MENU
    assert stranger.name not in client.get(page).content.decode()


def test_a_role_that_ended_has_no_menu(client: Any, municipality: Any) -> None:
    user = cast.member("cjg")
    cast.sign_in(client, user)
    assert "/sliedrecht/vandaag/" in menu(client, "/sliedrecht/privacy/")
    Membership.objects.filter(user=user).update(ended_at=timezone.now())
    assert menu(client, "/sliedrecht/privacy/") == PARENTS_MENU


def test_a_session_that_outlived_its_account_is_nobodys(client: Any, municipality: Any) -> None:
    user = cast.member("cjg")
    cast.sign_in(client, user)
    type(user).objects.filter(pk=user.pk).update(is_active=False)
    assert menu(client, "/sliedrecht/privacy/") == PARENTS_MENU


def test_a_visitor_pays_nothing_and_staff_one_query(
    client: Any, municipality: Any, django_assert_num_queries: Any
) -> None:
    with django_assert_num_queries(1):
        client.get("/sliedrecht/privacy/")
    cast.sign_in(client, cast.member("cjg"))
    with django_assert_num_queries(4):  # municipality, session, user, roles
        client.get("/sliedrecht/privacy/")
