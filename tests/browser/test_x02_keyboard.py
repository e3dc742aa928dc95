"""X2: the ten things that people come for, with a keyboard only; every stop on the way is seen, whole and ringed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
from django.conf import settings
from django.test import Client

from activities.messages.addresses import invitation_path, registration_path
from activities.models import Attendance, Invitation, Registration, Session
from partners.messages import stop_url
from partners.models import Consent, Parent
from partners.queries import said_stop
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from programmes.models import Programme
from tests import cast
from tests.accounts.factors import code_of, with_app
from tests.accounts.people import PASSWORD
from tests.browser.keys import BUTTON, Keys
from tests.partners.sheet_files import ANNA, BEN, HEAD, book

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from pytest_django.live_server_helper import LiveServer

    from portal.accounts.models import User

DESKTOP, PHONE = 1280, 360
MISTAKES, DONE = ".house-summary", ".house-messages [class*=ok]"
Sit = Callable[..., Keys]


@pytest.fixture
def town(transactional_db: None) -> Iterator[Municipality]:
    """Sliedrecht, in use."""
    made = cast.municipality(contact_phone="0000 00 00 01")
    with tenant.use(made):
        yield made


@pytest.fixture
def sit(browser: Browser, live_server: LiveServer) -> Iterator[Sit]:
    """Sit down at a browser, signed in or not, at a desk or with a phone and its keyboard."""
    contexts = []

    def down(user: User | None = None, width: int = DESKTOP, **more: Any) -> Keys:
        size: Any = {"width": width, "height": 700}
        contexts.append(browser.new_context(viewport=size, base_url=live_server.url, locale="nl-NL"))
        contexts[-1].set_default_timeout(20_000)
        if user:
            key = cast.sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
            contexts[-1].add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": live_server.url}])
        return Keys(contexts[-1].new_page(), **more)

    yield down
    for context in contexts:
        context.close()


def test_x02_sign_in_and_out(town: Municipality, sit: Sit) -> None:
    user, secret = with_app()
    keys = sit().go("/inloggen/?next=/sliedrecht/").type("login", user.email).type("password", "verkeerd").follow()
    keys.arrives("/inloggen/.*", part=MISTAKES)
    keys.type("password", PASSWORD).follow().arrives("/inloggen/code/")
    keys.type("code", "000000").follow().arrives("/inloggen/code/", part=MISTAKES)
    keys.type("code", code_of(secret)).follow().arrives("/sliedrecht/vandaag/")
    keys.follow("header button").go("/sliedrecht/vandaag/").arrives("/inloggen/.*")


def test_x02_find_something_and_sign_up(town: Municipality, sit: Sit) -> None:
    session = cast.session()
    keys = sit(width=PHONE).go("/").type("gemeente", "slied").follow().follow("[href='/sliedrecht/']")
    keys.follow(f"[href*='{session.public_id}']").follow().arrives("", part=MISTAKES)
    keys.type("name", "Ouder Voorbeeld").type("email", "ouder@school.example").type("adults", "2")
    keys.to("[name=invite]").press("Space").follow().arrives("/aangemeld/")
    assert session.registrations.get().adults == 2
    assert Consent.objects.get().given


def test_x02_say_yes_to_an_invitation(town: Municipality, sit: Sit) -> None:
    session, parent = cast.session(), cast.parent()
    Invitation.objects.create(session=session, parent=parent)
    keys = sit(width=PHONE).go(invitation_path(session, parent))
    keys.type("children", "1").follow(key="Space").arrives("/aanmelding/.*")
    assert session.registrations.get().children == 1


def test_x02_come_with_more_and_then_not_at_all(town: Municipality, sit: Sit) -> None:
    registration = cast.registration(cast.session())
    keys = sit(width=PHONE).go(registration_path(registration))
    keys.type("adults", "3").follow().arrives("/aanmelding/.*", part=DONE).follow("[name=cancel]")
    registration.refresh_from_db()
    assert (registration.adults, registration.state) == (3, Registration.State.CANCELLED)


def test_x02_stop_the_invitations(town: Municipality, sit: Sit) -> None:
    parent = cast.parent()
    sit(width=PHONE).go(stop_url(parent).removeprefix(settings.SITE_URL)).follow()
    assert said_stop(Parent.objects.get(pk=parent.pk))


def test_x02_start_a_programme(town: Municipality, sit: Sit) -> None:
    area = cast.neighbourhood()
    keys = sit(cast.member("policy_officer")).go("/sliedrecht/").follow("nav [href$='/programmas/']")
    keys.follow("[href$='/aanpakken/']").follow("[href$='/kids-en-koffie/']").follow("[href$='/starten/']")
    keys.type("location", "Kinderboerderij Het Voorbeeld").to("[name=areas]").press("Space").type("meetings", "3")
    keys.follow().arrives("/programmas/[^/]*/", part=DONE)
    assert (Programme.objects.get().areas.get().neighbourhood, Session.objects.count()) == (area, 3)


def test_x02_read_in_a_list(town: Municipality, sit: Sit, tmp_path: Any) -> None:
    sheet = tmp_path / "ouders.xlsx"
    sheet.write_bytes(book({"Ouders": [HEAD, ANNA, BEN]}))
    keys = sit(cast.member("cjg")).go("/sliedrecht/").follow("nav [href$='/ouders/']").follow("[href$='/inlezen/']")
    keys.to("[name=file]")
    with keys.page.expect_file_chooser() as chooser:
        keys.press("Space")
    chooser.value.set_files(sheet)
    keys.type("origin", "Een school").to("[name=basis]").press("ArrowDown").follow().arrives("/ouders/inlezen/.+/")
    keys.follow().arrives("/taken/.+/")


def test_x02_invite_parents(town: Municipality, sit: Sit) -> None:
    session = cast.session()
    cast.parents(3)
    keys = sit(cast.member("cjg")).go("/sliedrecht/").follow("nav [href$='/bijeenkomsten/']")
    keys.follow(f"[href*='{session.public_id}']").follow("[href$='/uitnodigen/']").follow().arrives("/taken/.+/")


def test_x02_write_down_who_came_on_a_phone(town: Municipality, sit: Sit) -> None:
    registration = cast.registration(cast.session())
    session = cast.day_comes(registration.session)
    keys = sit(cast.member("cjg"), PHONE).go("/sliedrecht/").to("summary").press("Enter")
    keys.follow("nav [href$='/bijeenkomsten/']").follow(f"[href*='{session.public_id}']").follow("[href$='/wie-kwam/']")
    keys.to("[name=came]").press("Space").type("adults", "4").follow().arrives(f"/{session.public_id}/", part=DONE)
    assert Attendance.objects.get(registration=registration).came
    assert session.head_counts.get(kind="adults").count == 4


def test_x02_move_a_meeting_and_call_it_off(town: Municipality, sit: Sit) -> None:
    session = cast.session(days_ahead=4)
    before = session.local_date
    keys = sit(cast.member("policy_officer")).go(f"/sliedrecht/bijeenkomsten/{session.public_id}/")
    # One up in the first part of the box: a day or a month, as the browser's own language has it.
    keys.follow("[href$='/verzetten/']").to("[name=day]").press("ArrowUp").follow()
    keys.arrives(f"/{session.public_id}/", part=DONE)
    keys.follow("[href$='/afzeggen/']").type("reason", "Er is lekkage.").follow()
    keys.arrives(f"/{session.public_id}/", part=DONE)
    session.refresh_from_db()
    assert session.local_date > before
    assert session.cancelled_at


def test_x02_look_in_the_log(town: Municipality, sit: Sit) -> None:
    cast.registration(cast.session())
    keys = sit(cast.member("privacy_officer")).go("/sliedrecht/").follow("nav [href$='/logboek/']").to("[name=wat]")
    keys.press("ArrowDown").follow().follow("nav [href$='/berichten/']").arrives("/berichten/")


@pytest.mark.parametrize(
    "spoil",
    [
        "sheet => sheet.insertRule('* { outline: none !important }')",
        "sheet => sheet.insertRule('body::after { content: \"\"; position: fixed; inset: 0; z-index: 9 }')",
    ],
    ids=["no ring", "covered"],
)
def test_x02_control_a_stop_that_is_not_seen_is_found(town: Municipality, sit: Sit, spoil: str) -> None:
    keys = sit(patience=700).go("/sliedrecht/nieuwe-link/")
    keys.page.evaluate(f"() => {{ const sheet = new CSSStyleSheet(); ({spoil})(sheet);"
                       " document.adoptedStyleSheets = [sheet]; }")  # fmt: skip
    with pytest.raises(AssertionError, match="not seen"):
        keys.to(BUTTON)


def test_x02_control_what_no_key_comes_to_is_missed(town: Municipality, sit: Sit) -> None:
    keys = sit().go("/sliedrecht/nieuwe-link/")
    keys.page.evaluate("document.querySelector('main [type=submit]').tabIndex = -1")
    with pytest.raises(AssertionError, match="no stop"):
        keys.to(BUTTON)
