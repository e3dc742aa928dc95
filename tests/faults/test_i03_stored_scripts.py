"""I3: whatever stands in a text, no page, mail or calendar file makes more of it than text.

All payloads on every list, a share of them on the pages of one thing; in `make soak` all on all. What lists of
parents bring in is also tested beside the pages of partners.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import time
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest
from django.conf import settings
from django.template import engines
from django.test import Client

from activities import messages
from activities.domain.cancel_session import cancel_session
from activities.domain.move_session import move_session
from activities.domain.register import cancel
from activities.messages.addresses import invitation_path, registration_path
from activities.messages.kinds import KINDS
from activities.models import Invitation, Registration, Session
from partners.messages import stop_url
from portal.accounts.models import User
from portal.municipalities import tenant
from portal.municipalities.models import Municipality
from portal.outbox.domain.deliver import deliver_due, hang_up
from portal.outbox.models import Message
from programmes.models import Programme, ProgrammeSeries
from rig.sink_client import Control
from tests import cast
from tests.faults.payloads import FILL, LISTEN, PAYLOADS, wrong
from tests.partners.sheet_files import book

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page
    from pytest_django.live_server_helper import LiveServer

SHARE = PAYLOADS[::40]
SIZES = [pytest.param(SHARE, id="small"), pytest.param(PAYLOADS, id="full", marks=pytest.mark.soak)]
FORMS = [
    ("anonymous", "/inloggen/"),
    ("anonymous", "/account/wachtwoord/vergeten/"),
    ("anonymous", "/sliedrecht/nieuwe-link/"),
    ("anonymous", "/sliedrecht/agenda/{id}/"),
    ("policy_officer", "/sliedrecht/programmas/aanpakken/kids-en-koffie/starten/"),
    ("policy_officer", "/sliedrecht/organisaties/nieuw/"),
    ("cjg", "/sliedrecht/bijeenkomsten/{id}/verzetten/"),
    ("cjg", "/sliedrecht/bijeenkomsten/{id}/afzeggen/"),
    ("cjg", "/sliedrecht/bijeenkomsten/{id}/wie-kwam/"),
    ("cjg", "/sliedrecht/ouders/inlezen/"),
]
ASKED = ("/?gemeente={}", "/sliedrecht/agenda/?wijk={}&na={}", "/inloggen/?next={}")
ASKED_BY_STAFF = (
    ("cjg", "/sliedrecht/ouders/?zoek={}"),
    ("cjg", "/sliedrecht/bijeenkomsten/?eerder={}&na={}"),
    ("administrator", "/sliedrecht/logboek/?wat={}&vanaf={}"),
)


class Crowd:
    """Sliedrecht with one meeting, programme, parent and neighbourhood per payload, and somebody in each role."""

    def __init__(self, payloads: tuple[str, ...]) -> None:
        self.municipality: Municipality = cast.municipality()
        with tenant.use(self.municipality):
            self.users = {role: cast.member(role, name=PAYLOADS[2]) for role in cast.STAFF}
            self.sessions = [self._meeting(text) for text in payloads]
            self.first = self.sessions[0]
            self.registrations = [cast.registration(self.first, cast.parent(text)) for text in payloads]

    def day_comes(self, session: Session) -> None:
        """Who came to this one can be written down from now on."""
        with tenant.use(self.municipality):
            cast.day_comes(session)

    def _meeting(self, text: str) -> Session:
        area = cast.neighbourhood(text)
        made = cast.session(
            places=500, title=text, summary=text, location=text, audience=text, written_down=text, neighbourhood=area,
            invitation=f"{text}\n\n{text}",
        )  # fmt: skip
        made.theme = text
        made.save(update_fields=["theme"])
        plan: dict[str, Any] = {"summary": text, "phases": [{"name": text, "summary": text}]}
        programme = Programme.objects.create(method="kids-en-koffie", method_version=1, name=text, plan=plan)
        programme.areas.create(neighbourhood=area)
        ProgrammeSeries.objects.create(programme=programme, series=made.series, phase="start")
        return made


class Visitor:
    """A browser that listens to what pages do, signed in as who is asked for."""

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser, self.address = browser, address
        self.pages: dict[str, Page] = {}
        self.wrong: list[Any] = []

    def page(self, user: User | None) -> Page:
        name = user.email if user else ""
        if name not in self.pages:
            context = self.browser.new_context(base_url=self.address, locale="nl-NL")
            context.set_default_timeout(20_000)
            context.add_init_script(LISTEN)
            if user:
                key = cast.sign_in(Client(), user).cookies[settings.SESSION_COOKIE_NAME].value
                context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": self.address}])
            self.pages[name] = context.new_page()
        return self.pages[name]

    def look(self, path: str, user: User | None = None, *, most: int = 100) -> str:
        """Go there and through all its pages; what stands on them."""
        page, text = self.page(user), ""
        page.goto(path)
        for _ in range(most):
            self.wrong += wrong(page)
            text += page.evaluate("document.body.textContent")
            following = page.locator(".house-pages [rel=next]")
            if not following.count():
                break
            page.goto(str(following.evaluate("link => link.href")))
        return text

    def fill(self, path: str, text: str, user: User | None) -> None:
        page = self.page(user)
        page.goto(path)
        with page.expect_navigation():
            page.evaluate(FILL, text)
        self.wrong += wrong(page)

    def close(self) -> None:
        for page in self.pages.values():
            page.context.close()


@pytest.fixture
def visitor(browser: Browser, live_server: LiveServer, transactional_db: None) -> Iterator[Visitor]:
    made = Visitor(browser, live_server.url)
    yield made
    made.close()


def test_i03_no_list_makes_more_of_a_text(visitor: Visitor) -> None:
    crowd = Crowd(PAYLOADS)
    crowd.day_comes(crowd.first)
    lists = {
        visitor.look("/sliedrecht/agenda/"): PAYLOADS,
        visitor.look("/sliedrecht/bijeenkomsten/", crowd.users["cjg"]): PAYLOADS,
        visitor.look("/sliedrecht/programmas/", crowd.users["policy_officer"]): PAYLOADS,
        visitor.look("/sliedrecht/ouders/", crowd.users["cjg"]): PAYLOADS,
        visitor.look(f"/sliedrecht/bijeenkomsten/{crowd.first.public_id}/", crowd.users["cjg"]): PAYLOADS,
        visitor.look(f"/sliedrecht/bijeenkomsten/{crowd.first.public_id}/wie-kwam/", crowd.users["cjg"]): PAYLOADS,
        visitor.look(f"/sliedrecht/bijeenkomsten/{crowd.first.public_id}/uitnodigen/", crowd.users["cjg"]): PAYLOADS,
        visitor.look("/sliedrecht/logboek/", crowd.users["administrator"], most=1): (PAYLOADS[2],),
        visitor.look("/sliedrecht/vandaag/", crowd.users["partner"]): (PAYLOADS[2],),
    }
    assert visitor.wrong == []
    assert [payload for text, shown in lists.items() for payload in shown if payload not in text] == []


@pytest.mark.parametrize("payloads", SIZES)
def test_i03_no_page_of_one_thing_makes_more_of_a_text(visitor: Visitor, payloads: tuple[str, ...]) -> None:
    crowd = Crowd(payloads)
    cjg, policy_officer = crowd.users["cjg"], crowd.users["policy_officer"]
    for session, registration in zip(crowd.sessions, crowd.registrations, strict=True):
        for path in _behind_links(crowd, session, registration):
            assert visitor.look(path)
        for part in ("", "uitnodigen/", "verzetten/", "afzeggen/"):
            assert session.series.title in visitor.look(f"/sliedrecht/bijeenkomsten/{session.public_id}/{part}", cjg)
        with tenant.use(crowd.municipality):
            programme = Programme.objects.get(name=session.series.title)
            Session.objects.filter(pk=session.pk).update(cancelled_at="2026-01-01T00:00Z", cancel_reason=programme.name)
        assert programme.name in visitor.look(f"/sliedrecht/programmas/{programme.public_id}/", policy_officer)
        assert programme.name in visitor.look(f"/sliedrecht/agenda/{session.public_id}/")
    assert visitor.wrong == []


def _behind_links(crowd: Crowd, session: Session, registration: Registration) -> list[str]:
    here = f"/sliedrecht/agenda/{session.public_id}/"
    with tenant.use(crowd.municipality):
        asked = cast.parent(session.series.title)
        Invitation.objects.create(session=session, parent=asked)
        stop = stop_url(asked).removeprefix(settings.SITE_URL)
        return [here, f"{here}aangemeld/", invitation_path(session, asked), registration_path(registration), stop]


@pytest.mark.parametrize("payloads", SIZES)
def test_i03_what_is_typed_comes_back_as_text(visitor: Visitor, payloads: tuple[str, ...]) -> None:
    crowd = Crowd(payloads)
    for payload, session in zip(payloads, crowd.sessions, strict=True):
        crowd.day_comes(session)
        for role, path in FORMS:
            visitor.fill(path.format(id=session.public_id), payload, crowd.users.get(role))
    assert visitor.wrong == []


@pytest.mark.parametrize("payloads", SIZES)
def test_i03_what_is_asked_in_an_address_comes_back_as_text(visitor: Visitor, payloads: tuple[str, ...]) -> None:
    crowd = Crowd(payloads[:1])
    for payload in map(quote, payloads):
        for path in ASKED:
            visitor.look(path.replace("{}", payload))
        for role, path in ASKED_BY_STAFF:
            visitor.look(path.replace("{}", payload), crowd.users[role])
    assert visitor.wrong == []


def test_i03_a_list_brings_in_text(visitor: Visitor) -> None:
    crowd = Crowd(PAYLOADS[:1])
    cjg = crowd.users["cjg"]
    rows = [[text, f"ouder{number}@school.example", text] for number, text in enumerate(PAYLOADS)]
    content = book({"<svg onload=kanarie()>": [["Naam ouder", "E-mail", "Postcode"], *rows]})
    page = visitor.page(cjg)
    page.goto("/sliedrecht/ouders/inlezen/")
    name = "<img src=x onerror=kanarie()>.xlsx"
    page.set_input_files("[name=file]", {"name": name, "mimeType": "application/vnd.ms-excel", "buffer": content})
    page.fill("[name=origin]", PAYLOADS[5])
    page.check("[name=basis][value=list]")
    with page.expect_navigation():
        page.click("main form [type=submit]")
    assert "Wat er in de lijst staat" in page.inner_text("h1")
    assert PAYLOADS[5] in visitor.look(page.url, cjg)
    assert visitor.wrong == []


@pytest.mark.parametrize("payloads", SIZES)
def test_i03_no_mail_makes_more_of_a_text(visitor: Visitor, sink: Control, payloads: tuple[str, ...]) -> None:
    crowd = Crowd(payloads)
    with tenant.use(crowd.municipality):
        for session, payload in zip(crowd.sessions, payloads, strict=True):
            _all_kinds_of_mail(session, payload)
        _deliver()
    kinds = {message.kind for message in _sent(crowd)}
    assert kinds == {kind.name for kind in KINDS}
    page, texts = visitor.page(None), ""
    for record in sink.records():
        page.set_content(_html(sink.body(record["number"])))
        visitor.wrong += wrong(page)
        texts += page.evaluate("document.body.textContent")
    assert visitor.wrong == []
    assert [payload for payload in payloads if payload not in texts] == []


def _all_kinds_of_mail(session: Session, payload: str) -> None:
    stays, leaves = (cast.registration(session, cast.parent(payload)) for _ in range(2))
    messages.queue_invitations(session, [cast.parent(payload)])
    messages.queue_new_link(stays.parent)
    messages.queue_reminders(session, [stays])
    _deliver()
    cancel(registration=leaves)
    move_session(session=session, day=session.local_date, start=time(14), end=time(15))
    _deliver()
    cancel_session(session=session, reason=payload)


def _deliver() -> None:
    while deliver_due().claimed:
        pass
    hang_up()


def _sent(crowd: Crowd) -> list[Message]:
    with tenant.use(crowd.municipality):
        return list(Message.objects.filter(state=Message.State.SENT))


def _html(mail: bytes) -> str:
    body = message_from_bytes(mail, policy=policy.default).get_body(("html",))
    assert body
    return str(body.get_content())


def test_i03_control_without_escaping_it_is_found(visitor: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    engine: Any = engines["django"]  # Django's own, which has one inside
    monkeypatch.setattr(engine.engine, "autoescape", False)
    crowd = Crowd(PAYLOADS[:1])
    for look in ("agenda/", f"agenda/{crowd.first.public_id}/"):
        visitor.look(f"/sliedrecht/{look}")
    assert any("<script>kanarie()" in found for found in visitor.wrong)
    assert any("refused: script-src" in found for found in visitor.wrong)


def test_i03_control_each_payload_acts_where_it_may(visitor: Visitor) -> None:
    """Every one of the two hundred is more than text in at least one place of a page that does not escape."""
    page = visitor.page(None)
    places = ("<p>{}</p>", '<p title="{}">', "<p title='{}'>", "<textarea>{}</textarea>", "<select><option>{}")
    harmless = [text for text in PAYLOADS if not any(_acts(page, place.replace("{}", text)) for place in places)]
    assert all("&lt;script&gt;" in payload for payload in harmless), harmless


def _acts(page: Page, html: str) -> bool:
    page.set_content(html)
    return bool(wrong(page))
