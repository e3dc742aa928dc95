"""Work accounts: the provider as a process, and how somebody signs in or links by it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.test import Client

from portal.accounts.models import User, WorkAccount
from portal.desk.domain.save_work_provider import save_work_provider
from portal.municipalities import tenant
from tests.provider import CLIENT, PERSON, SECRET, TENANT

if TYPE_CHECKING:
    from portal.accounts.models import WorkProvider
    from portal.municipalities.models import Municipality

ROOT = Path(__file__).parents[2]
BACK = "/inloggen/werkaccount/sliedrecht/terug/"
OWN = "/account/veilig-inloggen/werkaccount/"
SIGN_IN = "/inloggen/"


class Provider:
    """The provider's process, seen from a test."""

    def __init__(self, port: int) -> None:
        self.host = f"127.0.0.1:{port}"
        self.origin = f"http://{self.host}"
        self.issuer = f"{self.origin}/{TENANT}/v2.0"

    def ask(self, method: str, path: str, body: str = "") -> Any:
        """The answer's headers and text; redirects are not followed."""
        connection = HTTPConnection(self.host, timeout=90)
        try:
            connection.request(method, path, body)
            response = connection.getresponse()
            return response, response.read().decode()
        finally:
            connection.close()

    def forge(self, **told: Any) -> None:
        """From now on do this wrong; nothing: do all of it right."""
        self.ask("POST", "/forge", json.dumps(told))

    def asked(self) -> list[str]:
        """The paths it was asked for since the last forging."""
        found: list[str] = json.loads(self.ask("GET", "/asked")[1])["asked"]
        return found

    def people_sign_in(self, url: str) -> str:
        """Sign in on the provider's page; where it sends the browser back to: path and query."""
        parts = urlsplit(url)
        assert parts.netloc == self.host, url
        response, _ = self.ask("GET", f"{parts.path}?{parts.query}")
        sent = urlsplit(response.headers["Location"])
        return f"{sent.path}?{sent.query}"


@contextmanager
def running() -> Iterator[Provider]:
    """A provider, until the end of the block."""
    command = [sys.executable, "-m", "tests.provider"]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603 - our own
        try:
            assert process.stdout
            yield Provider(int(process.stdout.readline()))
        finally:
            process.terminate()


def connect(provider: Provider, municipality: Municipality, **more: Any) -> WorkProvider:
    """Let colleagues of this municipality sign in there."""
    told = {"issuer": provider.issuer, "directory": TENANT, "client_id": CLIENT, "is_on": True, "trusts_factor": True}
    with tenant.use(municipality):
        return save_work_provider(municipality=municipality, told={**told, **more}, secret=SECRET)


def linked(user: User, provider: Provider, municipality: Municipality, subject: str = PERSON) -> WorkAccount:
    """As if they had linked this work account."""
    with tenant.use(municipality):
        told = {"issuer": provider.issuer, "directory": TENANT, "subject": subject}
        return WorkAccount.objects.create(user=user, **told)


def come_back(provider: Provider, client: Client, place: str = "sliedrecht") -> str:
    """Begin, sign in there, and say where the provider sends this browser back to."""
    answer = client.get(f"/inloggen/werkaccount/{place}/")
    return provider.people_sign_in(answer["Location"])


def sign_in_by(provider: Provider, client: Client | None = None, place: str = "sliedrecht") -> Any:
    """The whole way; `.client` of the answer is the browser."""
    client = client or Client()
    response: Any = client.get(come_back(provider, client, place))
    response.client = client
    return response


def is_in(client: Client) -> bool:
    """Whether somebody is signed in in this browser."""
    return bool(client.session.get("_auth_user_id"))
