"""Whether a token is what this sign-in waits for: signed by the provider, for us, of its directory, just now, once."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import jwt
from django.utils.crypto import constant_time_compare
from jwt import PyJWK
from jwt.exceptions import PyJWTError

from portal.desk.openid.provider import ALGORITHMS

# Clocks may differ by so many seconds.
LEEWAY = 60
NEEDED = ["iss", "aud", "exp", "iat", "sub", "nonce", "tid", "oid"]
LONGEST = 255
MFA = "mfa"
Claims = Mapping[str, Any]


class Forged(Exception):
    """Not a token for this sign-in; the text names the check, and nobody."""


@dataclass(frozen=True)
class Expected:
    """What a token must say to be the answer to one sign-in."""

    issuer: str
    client_id: str
    directory: str
    nonce: str


@dataclass(frozen=True)
class Known:
    """Who signed in at the provider: its directory, their number in it, and whether more than a password was given."""

    issuer: str
    directory: str
    subject: str
    factor: bool


def read(token: str, keys: Mapping[str, PyJWK], expected: Expected) -> Known:
    """Who the token is about. Nothing of it is believed before every check is done. Raises Forged."""
    claims = _signed(token, keys, expected)
    for check in CHECKS:
        if not check(claims, expected):
            raise Forged(check.__name__.strip("_"))
    methods = claims.get("amr")
    factor = isinstance(methods, list) and MFA in methods
    return Known(expected.issuer, expected.directory, claims["oid"], factor)


def _signed(token: str, keys: Mapping[str, PyJWK], expected: Expected) -> Claims:
    """What is signed with a key of the provider, for us, and neither too old nor too new."""
    try:
        name = jwt.get_unverified_header(token).get("kid")
        key = keys.get(name) if isinstance(name, str) else None
        if key is None:
            raise Forged("unknown_key")
        claims: Claims = jwt.decode(
            token,
            key,
            algorithms=list(ALGORITHMS),
            audience=expected.client_id,
            issuer=expected.issuer,
            leeway=LEEWAY,
            options={"require": NEEDED, "enforce_minimum_key_length": True},
        )
    except (PyJWTError, ValueError, TypeError) as error:
        raise Forged(type(error).__name__) from error
    return claims


def _for_us_alone(claims: Claims, expected: Expected) -> bool:
    return claims["aud"] in (expected.client_id, [expected.client_id])


def _asked_by_us(claims: Claims, expected: Expected) -> bool:
    return bool(claims.get("azp", expected.client_id) == expected.client_id)


def _answers_this_sign_in(claims: Claims, expected: Expected) -> bool:
    nonce = claims["nonce"]
    # Half a letter, "\ud800", cannot be compared at all; ours has ordinary letters only.
    return isinstance(nonce, str) and nonce.isascii() and constant_time_compare(nonce, expected.nonce)


def _of_this_directory(claims: Claims, expected: Expected) -> bool:
    return isinstance(claims["tid"], str) and claims["tid"].lower() == expected.directory.lower()


def _names_a_person(claims: Claims, _expected: Expected) -> bool:
    subject = claims["oid"]
    return isinstance(subject, str) and 0 < len(subject) <= LONGEST and subject.isprintable()


CHECKS: tuple[Callable[[Claims, Expected], bool], ...] = (
    _for_us_alone,
    _asked_by_us,
    _answers_this_sign_in,
    _of_this_directory,
    _names_a_person,
)
