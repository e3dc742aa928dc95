"""Somebody who has a keyboard only: goes from stop to stop, and sees at each where they are."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from playwright.sync_api import TimeoutError as NotInTime

if TYPE_CHECKING:
    from playwright.sync_api import Page

MOST_STOPS = 60
BUTTON = "main [type=submit]"
NAME = "() => document.activeElement.outerHTML.slice(0, 120)"
# In the window, with nothing of the page over it, and with a ring around it (WCAG 2.4.7 and 2.4.11): around itself,
# around the whole tile whose link it is, or around the line whose tick it is.
SEEN = """() => {
  const at = document.activeElement, place = at.getClientRects()[0];
  if (!place || at === document.body) return false;
  const x = place.x + Math.min(place.width / 2, 40), y = place.y + place.height / 2;
  const top = document.elementFromPoint(x, y);
  const free = at.contains(top) || [...(at.labels || [])].some(label => label.contains(top));
  const styles = [at, ...(at.labels || [])].map(each => getComputedStyle(each));
  const ringed = [...styles, getComputedStyle(at, "::after")].some(
    style => style.outlineStyle === "auto" || style.outlineStyle === "solid" && parseFloat(style.outlineWidth) >= 2);
  // The button inside a box for a day or a time is the browser's own, with the browser's own ring.
  const inside = ["date", "time"].includes(at.type) && !at.matches(":focus-visible");
  return free && (ringed || inside);
}"""


class Keys:
    """A page on which only keys are pressed; stops are told by what they are, not by their words."""

    def __init__(self, page: Page, *, patience: float = 20_000) -> None:
        self.page = page
        self.patience = patience

    def go(self, path: str) -> Keys:
        """Type an address, or follow a link in a mail."""
        self.page.goto(path)
        return self

    def to(self, stop: str) -> Keys:
        """On to the next stop of this kind; raises AssertionError when none comes, or one on the way is not seen."""
        passed = []
        for _ in range(MOST_STOPS):
            self.page.keyboard.press("Tab")
            passed.append(self._name())
            if self.page.evaluate("stop => document.activeElement.matches(stop)", stop):
                return self
        raise AssertionError(f"no stop {stop} on {self.page.url}, only {passed[:30]}")

    def _name(self) -> str:
        name = str(self.page.evaluate(NAME))
        if not name.startswith("<body"):
            try:  # the window may still be gliding there
                self.page.wait_for_function(SEEN, timeout=self.patience)
            except NotInTime as error:
                raise AssertionError(f"{name} on {self.page.url} has the keyboard and is not seen") from error
        return name

    def press(self, key: str) -> Keys:
        """Press a key that does not lead to another page."""
        self.page.keyboard.press(key)
        return self

    def follow(self, stop: str = BUTTON, *, key: str = "Enter") -> Keys:
        """On to a link or button, and through it to the next page."""
        self.to(stop)
        with self.page.expect_navigation():
            self.page.keyboard.press(key)
        return self

    def type(self, name: str, text: str) -> Keys:
        """On to the box of this name, and type over what is in it."""
        self.to(f"[name={name}]")
        self.page.keyboard.press("Control+a")
        self.page.keyboard.type(text)
        return self

    def arrives(self, path: str, *, part: str = "main") -> Keys:
        """Raises AssertionError when the page has another address than this pattern, or no such part."""
        assert re.search(f"{path}$", self.page.url), f"{self.page.url}: {self.page.locator('main').inner_text()}"
        assert self.page.locator(part).count(), self.page.locator("main").inner_text()
        return self
