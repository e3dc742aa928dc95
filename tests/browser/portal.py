"""A web server and workers of a test's own, with the demo's people in it; nothing runs in the test's process."""

from __future__ import annotations

import email.policy
import os
import re
import time
from collections.abc import Callable
from email import message_from_bytes
from email.message import EmailMessage
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from rig.demo import healthy
from rig.place import ROOT, free_port, place, tail
from rig.processes import Program, manage, run_to_end, web, worker
from rig.sink_client import Control
from rig.testing import RUN

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, ViewportSize

DATA = ROOT / "portal" / "municipalities" / "data"
PASSWORD = "proef-op-maandag-om-half-tien"  # of made-up people in a database that is thrown away
DESKTOP, PHONE = 1280, 360
Found = TypeVar("Found")


class Portal:
    """The programs of one portal, and what a test does with them."""

    def __init__(self, environment: dict[str, str], sink: Control) -> None:
        self.port = free_port(0)
        self.address = f"http://localhost:{self.port}"
        self.sink = sink
        self.environment = environment | {"SITE_URL": self.address, "DEMO_PASSWORD": PASSWORD}
        self.programs: list[Program] = []

    def start(self) -> None:
        for command in (
            manage("load_municipalities", str(DATA / "municipalities.csv")),
            manage("load_neighbourhoods", str(DATA / "neighbourhoods.csv")),
            manage("demo_start"),
        ):
            run_to_end(command, self.environment)
        folder = Path(os.environ[RUN]) / f"portal-{self.port}"
        app = {name: value for name, value in self.environment.items() if name != "DATABASE_OWNER_URL"}
        self.programs = [
            web(self.port, app, folder, workers=1),
            worker("default", app, folder, size=1),
            worker("heavy", app, folder, size=1),
        ]
        for program in self.programs:
            program.start()
        self.wait(lambda: healthy(self.port))

    def stop(self) -> None:
        for program in self.programs:
            program.stop()

    def tick(self) -> None:
        """What beat does each minute."""
        run_to_end(manage("run_due"), self.environment)

    def wait(self, ask: Callable[[], Found | None], patience: float = 90) -> Found:
        """The first answer that is something; raises AssertionError with the logs when it stays away."""
        deadline = time.monotonic() + patience
        while not (found := ask()):
            if time.monotonic() > deadline:
                raise AssertionError("\n".join(f"== {one.log}\n{tail(one.log)}" for one in self.programs))
            time.sleep(0.1)
        return found

    def page(self, browser: Browser, width: int = DESKTOP, *, scripts: bool = True) -> Page:
        """A new browser of somebody, as wide as a desktop or a phone."""
        size: ViewportSize = {"width": width, "height": 800}
        context = browser.new_context(viewport=size, locale="nl-NL", java_script_enabled=scripts, base_url=self.address)
        return context.new_page()

    def sign_in(self, page: Page, who: str, town: str = "sliedrecht") -> None:
        """Sign in through the form and come to the town's own first page."""
        page.goto(f"/inloggen/?next=/{town}/")
        page.fill("[name=login]", f"{who}@{town}.example")
        page.fill("[name=password]", PASSWORD)
        press(page, "main button[type=submit]")

    def mails(self, to: str, subject: str) -> list[EmailMessage]:
        """What the sink got for this address with these words in the subject."""
        found = [self._mail(record["number"]) for record in self.sink.records() if to in record["recipients"]]
        return [mail for mail in found if subject in str(mail["Subject"])]

    def _mail(self, number: int) -> EmailMessage:
        found = message_from_bytes(self.sink.body(number), policy=email.policy.default)
        assert isinstance(found, EmailMessage)
        return found


def press(page: Page, selector: str) -> None:
    """Click what leads to another page, and wait until that is there."""
    with page.expect_navigation():
        page.click(selector)


def text_of(mail: EmailMessage) -> str:
    """The plain text of a mail."""
    body = mail.get_body(("plain",))
    assert body
    return str(body.get_content())


def link_in(mail: EmailMessage, path: str) -> str:
    """The first address in the text that has this path in it."""
    found = re.search(rf"https?://\S+/{path}/\S+", text_of(mail))
    assert found, text_of(mail)
    return found[0]


class Album:
    """Screenshots of a walk, numbered, under var/screenshots/<name>/; every page is looked at by axe on the way."""

    def __init__(self, name: str) -> None:
        self.folder = place() / "screenshots" / name
        self.folder.mkdir(parents=True, exist_ok=True)
        self.number = 0

    def take(self, page: Page, name: str) -> None:
        """Desktop and phone, whole page."""
        self.number += 1
        before = page.viewport_size
        for label, width in (("desktop", DESKTOP), ("phone", PHONE)):
            page.set_viewport_size({"width": width, "height": 800})
            page.screenshot(path=self.folder / f"{self.number:02}-{name}-{label}.png", full_page=True)
        if before:
            page.set_viewport_size(before)
