"""Agreements as the tests make, sign and look at them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

from partners.domain.add_organisation import add_member
from partners.domain.agree import draft_agreement, sign_agreement
from partners.models import AgreementVersion, Organisation
from portal.accounts.models import Membership
from tests import cast

LIST, NEW = "/sliedrecht/afspraken/", "/sliedrecht/afspraken/nieuw/"
TERMS: dict[str, Any] = {
    "subjects": ["inviting", "informing"],
    "what_we_tell": "Welke ouders graag komen",
    "who_tells": "De leerkracht aan de CJG-medewerker",
    "told_back": "De school, binnen twee weken",
    "privacy": "Alleen als de ouder het weet",
}
State = AgreementVersion.State


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def typed(**changes: Any) -> dict[str, Any]:
    return {**TERMS, "review_on": in_days(100).isoformat(), **changes}


def works_for(organisation: Organisation) -> Client:
    user = cast.member("partner", name=f"Pia van {organisation}")
    add_member(organisation=organisation, membership=user.memberships.get())
    return cast.sign_in(Client(), user)


def drafted(first: Organisation, second: Organisation | None = None, *, days: int = 100) -> AgreementVersion:
    return draft_agreement(first=first, second=second, terms={**TERMS, "review_on": in_days(days)})


def signer() -> Membership:
    return cast.member("cjg").memberships.get()


def signed(version: AgreementVersion) -> AgreementVersion:
    for side in ("first", "second"):
        version = sign_agreement(version=version, side=side, membership=signer())
    return version


def page_of(version: AgreementVersion) -> str:
    return f"{LIST}{version.agreement.public_id}/"


def press(client: Client, version: AgreementVersion, side: str) -> Any:
    sent = {"side": side, "version": version.stamp}
    return client.post(page_of(version) + "afspreken/", sent, follow=True)
