"""The walk over every address as everyone: what each one answered, and what it should have answered."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any

from django.db import connection, transaction
from django.urls import reverse

from portal.accounts.rules import Rule
from portal.web.checks import Address
from tests.access.expected import EXPECTED
from tests.access.samples import SAMPLES
from tests.access.world import VISITORS, Town

METHODS = ("GET", "HEAD", "OPTIONS", "POST")
PLAIN = {"GET": "200", "HEAD": "200", "OPTIONS": "200 405", "POST": "200 405"}
# 405 beside each refusal: a view may refuse the method before it looks who asks.
REFUSED = {"anonymous": "302 405", "wrong role": "403 405", "not a member": "404 405", "foreign": "404 405 410"}


WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM)\s+"?(\w+)')


class NoSample(Exception):
    """An address with arguments that nobody told how to build."""


@dataclass(frozen=True)
class Cell:
    """One request of the matrix."""

    address: Address
    role: str
    method: str
    where: str
    expected: str
    status: int
    leaked: bool = False
    wrote: frozenset[str] = frozenset()

    @property
    def wrong(self) -> bool:
        """Not what was promised, or with a word of another municipality."""
        return self.leaked or str(self.status) not in self.expected.split()

    def __str__(self) -> str:
        leak = " AND SHOWS ANOTHER MUNICIPALITY'S TEXT" if self.leaked else ""
        who = f"{self.method} {self.address} as {self.role}, {self.where}"
        return f"{who}: {self.status}, expected {self.expected}{leak}"


@dataclass
class Walk:
    """All cells of one walk between two towns."""

    own: Town
    other: Town
    cells: list[Cell] = field(default_factory=list)

    def over(self, addresses: Iterable[Address], methods: Iterable[str] = METHODS) -> Walk:
        """Visit each address as each role with each method; raises NoSample."""
        for address in addresses:
            for role in self.own.browsers:
                for method in methods:
                    self.cells.extend(self._visit(address, role, method))
        return self

    def _visit(self, address: Address, role: str, method: str) -> Iterator[Cell]:
        own, foreign = arguments(address, self.own), arguments(address, self.other)
        allowed = may(address, role)
        yield self._ask(address, role, method, "own", self.own, own, _own_answer(address, role, method, allowed))
        if not address.inside:
            return
        if address.access and address.access.kind == "staff":
            answer = REFUSED["anonymous" if role in VISITORS else "not a member"]
            yield self._ask(address, role, method, "other municipality", self.other, foreign, answer)
        if allowed and own != foreign:
            yield self._ask(address, role, method, "own with foreign ids", self.own, foreign, REFUSED["foreign"])
        if address.access and address.access.kind == "link":
            yield self._ask(address, role, method, "own link elsewhere", self.other, own, REFUSED["foreign"])

    def _ask(
        self, address: Address, role: str, method: str, where: str, town: Town, kwargs: dict[str, Any], expected: str
    ) -> Cell:
        at = {"municipality": town.slug} if address.inside else {}
        path = reverse(address.name, kwargs={**at, **kwargs})
        browser = self.own.browsers[role]
        cookies = SimpleCookie(browser.cookies)
        wrote: set[str] = set()
        with transaction.atomic(), connection.execute_wrapper(noting(wrote)):
            response = browser.generic(method, path)
            leaked = self.other.canary in text_of(response).casefold()
            transaction.set_rollback(True)
        browser.cookies = cookies
        return Cell(address, role, method, where, expected, response.status_code, leaked, frozenset(wrote))


def noting(tables: set[str]) -> Callable[..., Any]:
    """Notes in which tables is written."""

    def note(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        found = WRITES.match(sql)
        if found:
            tables.add(found[1])
        return execute(sql, *more)

    return note


def arguments(address: Address, town: Town) -> dict[str, Any]:
    """The arguments of an address in a town; raises NoSample with the line to add."""
    names = set(address.pattern.pattern.converters) | set(_groups(address))
    names.discard("municipality")
    makers = SAMPLES.get(address.name, {})
    missing = names - makers.keys()
    if missing:
        line = ", ".join(f'"{name}": of("app.Model")' for name in sorted(missing))
        raise NoSample(f'add to SAMPLES in tests/access/samples.py: "{address.name}": {{{line}}},')
    return {name: makers[name](town) for name in names}


def path_of(address: Address, town: Town) -> str:
    """The address in a town, with the town's own arguments; raises NoSample."""
    at = {"municipality": town.slug} if address.inside else {}
    return reverse(address.name, kwargs={**at, **arguments(address, town)})


def _groups(address: Address) -> Iterable[str]:
    regex = getattr(address.pattern.pattern, "regex", None)
    return regex.groupindex if regex else ()


def may(address: Address, role: str) -> bool:
    """What the view's declaration says of this role in its own municipality."""
    access = address.access
    if access is None:
        return False
    if access.kind == "staff":
        rule = access.rule
        return isinstance(rule, Rule) and role not in VISITORS and rule(frozenset({role}))
    return True


def _own_answer(address: Address, role: str, method: str, allowed: bool) -> str:  # noqa: FBT001 - a plain fact
    if not allowed:
        return REFUSED["anonymous" if role in VISITORS else "wrong role"]
    told = EXPECTED.get(address.name, {})
    kind = "anonymous" if role in VISITORS else "signed_in"
    keys = (f"{method} {role}", f"{method} {kind}", method)
    return next((told[key] for key in keys if key in told), PLAIN[method])


def text_of(response: Any) -> str:
    """The whole body, streamed ones too, and the headers."""
    streamed = getattr(response, "streaming_content", None)
    body = b"".join(streamed) if streamed is not None else response.content
    return body.decode(errors="replace") + str(dict(response.headers))


def unanswered(cells: Iterable[Cell]) -> set[str]:
    """Addresses that answered nobody with a page, nor with the redirect that expected.py promises (row T2)."""
    found = {str(cell.address) for cell in cells}
    return found - {str(cell.address) for cell in cells if _worked(cell)}


def _worked(cell: Cell) -> bool:
    if cell.where != "own" or cell.wrong or cell.method not in {"GET", "POST"} or not may(cell.address, cell.role):
        return False
    promised = cell.status in {302, 503} and cell.expected not in PLAIN.values()
    return promised or 200 <= cell.status < 300
