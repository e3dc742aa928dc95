"""Answers of a provider that are not true, each with one thing wrong: what row A10 tries."""

from __future__ import annotations

import time
from typing import Any

from tests.provider import CLIENT

FAR = 10 * 60
# What a token says about time: in seconds from when it is forged.
TIMES = {"exp", "nbf", "iat"}
FORGED: dict[str, dict[str, Any]] = {
    "another nonce": {"claims": {"nonce": "of-another-sign-in"}},
    "no nonce": {"claims": {"nonce": None}},
    "a nonce that is no text": {"claims": {"nonce": ["x"]}},
    "a nonce of half a letter": {"claims": {"nonce": "\ud800"}},
    "for another client": {"claims": {"aud": "another-portal"}},
    "for nobody": {"claims": {"aud": None}},
    "for another client too": {"claims": {"aud": [CLIENT, "another-portal"]}},
    "asked for by another client": {"claims": {"azp": "another-portal"}},
    "by another issuer": {"claims": {"iss": "https://elders.example/v2.0"}},
    "by no issuer": {"claims": {"iss": None}},
    "of another directory": {"claims": {"tid": "66666666-2222-4333-8444-555555555555"}},
    "of no directory": {"claims": {"tid": None}},
    "of the directory where anybody is": {"claims": {"tid": "9188040d-6c67-4c5b-b112-36a304b66dad"}},
    "about nobody": {"claims": {"oid": None}},
    "about somebody else": {"claims": {"oid": "00000000-8888-4777-8666-555555555555"}},
    "about a thing": {"claims": {"oid": {"x": 1}}},
    "over": {"claims": {"exp": -FAR}},
    "without an end": {"claims": {"exp": None}},
    "not valid yet": {"claims": {"nbf": 3 * FAR}},
    "made later than now": {"claims": {"iat": 3 * FAR}},
    "unsigned": {"sign": "none"},
    "its signature taken off": {"sign": "stripped"},
    "signed with the public key as a secret": {"sign": "HS256"},
    "signed with another key": {"sign": "other key"},
    "signed with a key that nobody knows": {"kid": "unknown"},
    "signed with a key of no name": {"kid": ""},
    "back for another sign-in": {"back": {"state": "of-another"}},
    "back without a state": {"back": {"state": ""}},
    "back without a code": {"back": {"code": ""}},
    "back with a made-up code": {"back": {"code": "made-up"}},
    "back in the name of another provider": {"back": {"iss": "https://elders.example/v2.0"}},
    "with the address of a colleague": {
        "claims": {"oid": "00000000-8888-4777-8666-555555555555", "email": "partner@sliedrecht.example",
                   "preferred_username": "partner@sliedrecht.example", "upn": "partner@sliedrecht.example"},
    },
    "with that address, from another directory": {
        "claims": {"tid": "66666666-2222-4333-8444-555555555555", "email": "partner@sliedrecht.example"},
    },
}  # fmt: skip


def now(forged: dict[str, Any]) -> dict[str, Any]:
    """What is forged, with its times counted from now."""
    claims = forged.get("claims", {})
    soon = {name: int(time.time()) + claims[name] for name in TIMES & claims.keys() if claims[name] is not None}
    return {**forged, "claims": {**claims, **soon}}
