"""Second factors: how somebody gets an app and gives its code."""

from __future__ import annotations

import json
import time
from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value

from portal.desk.factors import FactorAdapter
from tests.accounts.passkey import SoftKey
from tests.accounts.people import sign_in, with_password

if TYPE_CHECKING:
    from django.test import Client

    from portal.accounts.models import User


OPTIONS = {"publicKey": {"rp": {"id": "testserver"}, "user": {"id": "MQ"}, "challenge": "AAAA"}}


class PATHS:
    """The addresses of the second factor."""

    overview = "/account/veilig-inloggen/"
    app = "/account/veilig-inloggen/app/"
    remove_app = "/account/veilig-inloggen/app/weghalen/"
    codes = "/account/veilig-inloggen/herstelcodes/"
    renew = "/account/veilig-inloggen/herstelcodes/nieuw/"
    passkey = "/account/veilig-inloggen/passkey/"
    step = "/inloggen/code/"
    by_passkey = "/inloggen/passkey/"


def code_of(secret: str, *, later: int = 0) -> str:
    """What the app shows now, or so many half minutes later."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // 30 + later)))


def with_app(role: str = "cjg", **more: Any) -> tuple[User, str]:
    """Somebody with a password and an app, and the key in that app."""
    user, secret = with_password(role, **more), generate_totp_secret()
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return user, secret


def recovery_codes(user: User) -> list[str]:
    """Those that still work."""
    codes: list[str] = Authenticator.objects.get(user=user, type="recovery_codes").wrap().get_unused_codes()
    return codes


def add_app(client: Client) -> str:
    """Set up an app as somebody who is signed in; returns its key."""
    secret: str = client.get(PATHS.app).context["form"].secret
    answer = client.post(PATHS.app, {"code": code_of(secret)})
    assert answer.status_code == 302, answer.context["form"].errors
    return secret


def give_code(client: Client, code: str, origin: str = "192.0.2.1") -> Any:
    """Type a code at the second step."""
    return client.post(PATHS.step, {"code": code}, REMOTE_ADDR=origin)


def sign_in_with_app(user: User, secret: str, **more: Any) -> Client:
    """The password and the code that the app shows next."""
    client: Client = sign_in(user, **more).client
    assert give_code(client, code_of(secret, later=1)).status_code == 302
    return client


def give_factors(user: User, *, passkey: str) -> None:
    """An app, recovery codes and a passkey of this name, without what adding one does: it ends no sessions."""
    lock = FactorAdapter().encrypt
    kept = {
        Authenticator.Type.TOTP: {"secret": lock(generate_totp_secret())},
        Authenticator.Type.RECOVERY_CODES: {"seed": lock(RecoveryCodes.generate_seed()), "used_mask": 0},
        Authenticator.Type.WEBAUTHN: {"name": passkey, "credential": json.loads(SoftKey().registration(OPTIONS))},
    }
    Authenticator.objects.bulk_create([Authenticator(user=user, type=kind, data=data) for kind, data in kept.items()])
