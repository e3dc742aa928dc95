"""Who may: small predicates over the roles somebody has in the municipality of the address."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """A named predicate over roles; combine with | and &."""

    name: str
    allows: Callable[[frozenset[str]], bool]

    def __call__(self, roles: frozenset[str]) -> bool:
        return self.allows(roles)

    def __or__(self, other: Rule) -> Rule:
        return Rule(f"{self.name} or {other.name}", lambda roles: self(roles) or other(roles))

    def __and__(self, other: Rule) -> Rule:
        return Rule(f"{self.name} and {other.name}", lambda roles: self(roles) and other(roles))


def has_role(role: str) -> Rule:
    """True for somebody who has this role here."""
    return Rule(role, lambda roles: role in roles)


policy_officer = has_role("policy_officer")
cjg = has_role("cjg")
partner = has_role("partner")
administrator = has_role("administrator")
privacy_officer = has_role("privacy_officer")
# A partner sees numbers only; everybody else sees people, or decides who does.
needs_factor = Rule("more than a partner", lambda roles: bool(roles - {"partner"}))
anyone_signed_in = Rule("anyone signed in", bool)
