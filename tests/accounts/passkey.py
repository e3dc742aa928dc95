"""A passkey without a browser: makes the answers that a browser would send, and forged ones."""

from __future__ import annotations

import hashlib
import json
import os
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData

FLAG = AuthenticatorData.FLAG
SEEN = FLAG.USER_PRESENT | FLAG.USER_VERIFIED
SITE = "http://testserver"


class SoftKey:
    """One passkey of one person for one site."""

    def __init__(self, *, site: str = SITE) -> None:
        self.site = site
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = os.urandom(32)
        self.owner = ""

    def registration(self, options: dict[str, Any]) -> str:
        """What a browser sends when this passkey is made."""
        asked = options["publicKey"]
        self.owner = asked["user"]["id"]
        public = ES256.from_cryptography_key(self.key.public_key())  # type: ignore[no-untyped-call]
        made = AttestedCredentialData.create(bytes(16), self.id, public)
        data = AuthenticatorData.create(self._place(asked["rp"]["id"]), SEEN | FLAG.ATTESTED, 0, bytes(made))
        told = AttestationObject.create("none", data, {})
        return self._answer({"clientDataJSON": self._client("create", asked), "attestationObject": bytes(told)})

    def assertion(self, options: dict[str, Any], *, owner: str = "", seen: FLAG = SEEN) -> str:
        """What a browser sends when this passkey is used; `owner` is who it says to be of."""
        asked = options["publicKey"]
        data = AuthenticatorData.create(self._place(asked["rpId"]), seen, 1)
        client = self._client("get", asked)
        signature = self.key.sign(bytes(data) + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        parts = {"clientDataJSON": client, "authenticatorData": bytes(data), "signature": signature}
        return self._answer(parts, userHandle=owner or self.owner)

    def _client(self, kind: str, asked: dict[str, Any]) -> bytes:
        return json.dumps({"type": f"webauthn.{kind}", "challenge": asked["challenge"], "origin": self.site}).encode()

    def _place(self, name: str) -> bytes:
        return hashlib.sha256(name.encode()).digest()

    def _answer(self, parts: dict[str, bytes], **more: str) -> str:
        name = websafe_encode(self.id)
        response = {part: websafe_encode(value) for part, value in parts.items()} | more
        extra = {"credProps": {"rk": True}}
        told = {"id": name, "rawId": name, "type": "public-key", "response": response, "clientExtensionResults": extra}
        return json.dumps(told)
