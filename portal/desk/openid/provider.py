"""What a provider tells about itself, and what it gives for a code: asked anew each time, on its own host only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar
from urllib.parse import urlsplit

from cryptography.fernet import InvalidToken
from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePublicKey
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from django.db import models
from django.utils.translation import gettext_lazy as _
from jwt import PyJWK, PyJWKSet
from jwt.exceptions import PyJWTError

from portal.accounts.models import WorkProvider
from portal.outbox.crypto import unlock
from portal.web import fetch

DISCOVERY = "/.well-known/openid-configuration"
OK = 200
# Signed with a key of which only the provider has the secret half; never "none", never with a shared secret.
ALGORITHMS = ("RS256", "ES256")
SHORTEST_RSA = 2048


class Why(models.TextChoices):
    """Why a provider cannot be used, for the administrator."""

    NOT_ALLOWED = (
        "not_allowed",
        _("This address cannot be used. It must begin with https:// and lie on the public internet."),
    )
    UNREACHABLE = (
        "unreachable",
        _("Nothing useful was found at this address. Look whether the address of the provider is right."),
    )
    OTHER_ISSUER = (
        "other_issuer",
        _("The provider gives another address for itself. Copy the address exactly as it stands there."),
    )
    ELSEWHERE = ("elsewhere", _("The provider sends us on to another site. That is not safe, so we do not use it."))
    NO_KEYS = ("no_keys", _("The provider shows no key that we can check its signature with."))
    WRONG_SECRET = (
        "wrong_secret",
        _("The provider is there, but does not accept the client ID and secret. Look whether the secret has expired."),
    )
    NO_TOKEN = "no_token", _("The provider gave no proof of who signs in.")


class Unusable(Exception):
    """The provider cannot be used; `why` says it in words."""

    def __init__(self, why: Why) -> None:
        super().__init__(why.value)
        self.why = why


@dataclass(frozen=True)
class Endpoints:
    """The three addresses that a provider tells about itself."""

    FIELDS: ClassVar = ("authorization_endpoint", "token_endpoint", "jwks_uri")

    authorization_endpoint: str
    token_endpoint: str
    jwks_uri: str


def discover(issuer: str) -> Endpoints:
    """What the provider tells about itself. Raises Unusable."""
    told = _get(f"{issuer.rstrip('/')}{DISCOVERY}")
    if told.get("issuer") != issuer:
        raise Unusable(Why.OTHER_ISSUER)
    found = [told.get(name) for name in Endpoints.FIELDS]
    urls = [url for url in found if isinstance(url, str)]
    if len(urls) != len(found):
        raise Unusable(Why.UNREACHABLE)
    for url in urls:
        _stays(url, issuer)
    return Endpoints(*urls)


def _stays(url: str, issuer: str) -> None:
    try:
        there, home = fetch.allowed(url), urlsplit(issuer)
    except fetch.NotAllowed as error:
        raise Unusable(Why.ELSEWHERE) from error
    if (there.scheme, there.netloc.lower()) != (home.scheme, home.netloc.lower()):
        raise Unusable(Why.ELSEWHERE)


def _get(url: str) -> dict[str, Any]:
    try:
        status, told = fetch.get_json(url)
    except fetch.NotAllowed as error:
        raise Unusable(Why.NOT_ALLOWED) from error
    except fetch.Unreachable as error:
        raise Unusable(Why.UNREACHABLE) from error
    if status != OK:
        raise Unusable(Why.UNREACHABLE)
    return told


def keys_of(endpoints: Endpoints) -> dict[str, PyJWK]:
    """The keys that the provider signs with now, by their name; only kinds that are safe here. Raises Unusable."""
    try:
        every = PyJWKSet.from_dict(_get(endpoints.jwks_uri)).keys
        found = {key.key_id: key for key in every if isinstance(key.key_id, str) and _is_safe(key)}
    except (PyJWTError, TypeError, ValueError, AttributeError) as error:  # as strange as a provider can make it
        raise Unusable(Why.NO_KEYS) from error
    if not found:
        raise Unusable(Why.NO_KEYS)
    return found


def _is_safe(key: PyJWK) -> bool:
    """Public, strong, and for signatures: no name of a use or kind that is not a text matches."""
    public = isinstance(key.key, RSAPublicKey | EllipticCurvePublicKey)
    strong = key.key_type != "RSA" or key.key.key_size >= SHORTEST_RSA
    return public and key.algorithm_name in ALGORITHMS and strong and key.public_key_use in (None, "sig")


def exchange(provider: WorkProvider, endpoints: Endpoints, *, code: str, verifier: str, back: str) -> str:
    """The ID token that the provider gives for a code, once. Raises Unusable."""
    told = _give_code(provider, endpoints, {"code": code, "code_verifier": verifier, "redirect_uri": back})
    token = told.get("id_token")
    if not isinstance(token, str):
        raise Unusable(Why.WRONG_SECRET if _is_wrong_secret(told) else Why.NO_TOKEN)
    return token


def try_out(provider: WorkProvider, *, back: str) -> None:
    """Ask the provider everything that can be asked without a person. Raises Unusable with what is wrong."""
    made_up = {"code": "samenspel", "code_verifier": "samenspel" * 5, "redirect_uri": back}
    with fetch.in_all():
        endpoints = discover(provider.issuer)
        keys_of(endpoints)
        told = _give_code(provider, endpoints, made_up)
    if _is_wrong_secret(told):
        raise Unusable(Why.WRONG_SECRET)


def _give_code(provider: WorkProvider, endpoints: Endpoints, code: dict[str, str]) -> dict[str, Any]:
    try:
        secret = unlock(provider.secret.encode()).decode()
    except InvalidToken as error:  # locked with a key that is gone: it must be typed again
        raise Unusable(Why.WRONG_SECRET) from error
    ours = {"grant_type": "authorization_code", "client_id": provider.client_id, "client_secret": secret}
    try:
        return fetch.post_form(endpoints.token_endpoint, {**ours, **code})[1]
    except fetch.Unreachable as error:
        raise Unusable(Why.UNREACHABLE) from error


def _is_wrong_secret(told: dict[str, Any]) -> bool:
    return told.get("error") in ("invalid_client", "unauthorized_client")
