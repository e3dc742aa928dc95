"""A sign-in provider of our own: `python -m tests.provider` is a small OpenID Connect server in its own process.

It prints its port, signs with keys it makes itself, and forges whatever `POST /forge` tells it to. Only for tests.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import secrets
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from jwt.algorithms import ECAlgorithm, RSAAlgorithm
from jwt.utils import base64url_encode

CLIENT, SECRET = "portaal-van-sliedrecht", "een-geheim-van-de-proef"
TENANT, PERSON = "11111111-2222-4333-8444-555555555555", "99999999-8888-4777-8666-555555555555"
KEYS = {name: rsa.generate_private_key(public_exponent=65537, key_size=2048) for name in ("ours", "others")}
CURVE = ec.generate_private_key(ec.SECP256R1())


class State:
    """Codes given out, and what is forged now."""

    codes: dict[str, dict[str, str]] = {}
    forged: dict[str, Any] = {}
    asked: list[str] = []


def part(data: Any) -> str:
    return base64url_encode(json.dumps(data).encode()).decode()


def token(issuer: str, nonce: str) -> str:
    """The token for one sign-in, with what is forged in it; a claim that is forged as null is left out."""
    now, told = int(time.time()), State.forged
    claims = {
        "iss": issuer, "aud": CLIENT, "sub": "x", "tid": TENANT, "oid": PERSON, "nonce": nonce,
        "iat": now, "nbf": now, "exp": now + 600, **told.get("claims", {}),
    }  # fmt: skip
    claims = {name: value for name, value in claims.items() if value is not None}
    how = told.get("sign", "RS256")
    if how == "none":
        return f"{part({'alg': 'none', 'kid': 'ours'})}.{part(claims)}."
    if how == "stripped":
        whole = jwt.encode(claims, KEYS["ours"], "RS256", {"kid": "ours"})
        return whole.rpartition(".")[0] + "."
    if how == "HS256":  # the public key in the place of a shared secret
        public = KEYS["ours"].public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        head = f"{part({'alg': 'HS256', 'kid': 'ours'})}.{part(claims)}"
        digest = hmac.new(public, head.encode(), hashlib.sha256).digest()
        return f"{head}.{base64url_encode(digest).decode()}"
    if how == "ES256":
        return jwt.encode(claims, CURVE, "ES256", {"kid": "curve"})
    key = KEYS["others" if how == "other key" else "ours"]
    return jwt.encode(claims, key, "RS256", {"kid": told.get("kid", "ours")})


class Handler(BaseHTTPRequestHandler):
    """Discovery, keys, the page where people sign in (everybody is signed in), tokens, and the switch."""

    protocol_version = "HTTP/1.1"

    @property
    def home(self) -> str:
        return f"http://{self.headers['Host']}/{TENANT}/v2.0"

    def log_message(self, *_args: object) -> None:
        """Silent."""

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        State.asked.append(parts.path)
        if parts.path.endswith("/.well-known/openid-configuration"):
            self._discovery()
        elif parts.path.endswith("/keys"):
            self._keys()
        elif parts.path.endswith("/authorize"):
            self._authorize(dict(parse_qsl(parts.query)))
        elif parts.path == "/asked":
            self._answer({"asked": State.asked})
        else:
            self._answer({"error": "nothing here"}, 404)

    def do_POST(self) -> None:
        sent = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        if self.path == "/forge":
            State.forged, State.asked = json.loads(sent), []
            self._answer({})
        else:
            State.asked.append(self.path)
            self._token(dict(parse_qsl(sent)))

    def _discovery(self) -> None:
        if State.forged.get("moved"):
            self.send_response(302)
            self.send_header("Location", State.forged["moved"])
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        told = {
            "issuer": self.home, "authorization_endpoint": f"{self.home}/authorize",
            "token_endpoint": f"{self.home}/token", "jwks_uri": f"{self.home}/keys",
        }  # fmt: skip
        self._answer({**told, **State.forged.get("discovery", {})})

    def _keys(self) -> None:
        mine = RSAAlgorithm.to_jwk(KEYS["ours"].public_key(), as_dict=True)
        curve = ECAlgorithm.to_jwk(CURVE.public_key(), as_dict=True)
        found = [{**mine, "kid": "ours", "use": "sig"}, {**curve, "kid": "curve", "use": "sig"}]
        self._answer({"keys": State.forged.get("keys", found)})

    def _authorize(self, asked: dict[str, str]) -> None:
        code = secrets.token_urlsafe(16)
        State.codes[code] = asked
        back = {"code": code, "state": asked["state"], **State.forged.get("back", {})}
        self.send_response(302)
        self.send_header("Location", f"{asked['redirect_uri']}?{urlencode(back)}")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _token(self, sent: dict[str, str]) -> None:
        if (sent.get("client_id"), sent.get("client_secret")) != (CLIENT, SECRET):
            return self._answer({"error": "invalid_client"}, 401)
        asked = State.codes.get(sent.get("code", "")) if State.forged.get("codes twice") else None
        asked = asked or State.codes.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        proof = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if not asked or (asked["code_challenge"], asked["redirect_uri"]) != (proof, sent.get("redirect_uri")):
            return self._answer({"error": "invalid_grant"}, 400)
        return self._answer({"id_token": token(self.home, asked["nonce"]), "token_type": "Bearer", "access_token": "x"})

    def _answer(self, told: dict[str, Any], status: int = 200) -> None:
        body = json.dumps(told).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


if __name__ == "__main__":
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        print(server.server_address[1], flush=True)
        server.serve_forever()
