"""The file that a parent takes along: words to read, rows for a computer; and who looked, per day and role."""

from __future__ import annotations

import io
import json
import re
import zipfile
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from partners.domain.give_consent import give_consent
from partners.domain.merge_parents import merge_parents
from partners.domain.own_file import own_file
from partners.messages.own_page import own_path
from partners.models import Consent, Parent
from portal.audit.models import AuditEntry
from portal.municipalities.models import Municipality
from tests import cast

RAW = (
    "True", "False", "None", "invitations", "in_person", "2-4", "partners.Parent", "sign-up-2", "{", "[", "confirmed",
    "partners_", "outbox", "rij ", "public",
)  # fmt: skip


@pytest.fixture
def parent(municipality: Municipality) -> Parent:
    facts: dict[str, Any] = {
        "stages": ["2-4", "pregnant"],
        "phone_works": True,
        "letter_works": False,
        "prefers": "mail",
    }
    return cast.parent("Anna Vrolijk", email="anna@example.org", phone="+31612345678", language="tr", **facts)


def unpacked(parent: Parent) -> tuple[str, str]:
    """What stands in the page, without its style and marks, and the rows for a computer."""
    with zipfile.ZipFile(io.BytesIO(own_file(parent=parent))) as packed:
        page, told = (packed.read(f"mijn-gegevens.{kind}").decode() for kind in ("html", "json"))
    return re.sub(r"<style>.*?</style>|<[^>]+>", "\n", page), told


def test_the_page_has_words_and_no_codes(cjg: Client, parent: Parent) -> None:
    Consent.objects.update(source="in_person")
    cast.registration(cast.session(title="Koffie"), parent)
    merge_parents(kept=parent, gone=cast.parent("Anna V", phone="+31612345678"), by=cast.member("cjg").pk)
    cjg.get(f"/sliedrecht/ouders/{parent.public_id}/")
    page, told = unpacked(parent)
    for words in ("Kind van 2 tot 4 jaar", "In verwachting", "Ja", "Nee", "06 12345678", "Turks", "e-mail",
                  "In een gesprek", "Aangemeld", "CJG-medewerker"):  # fmt: skip
        assert words in page
    assert [raw for raw in RAW if raw in page] == []
    assert page.count("\nWie keek\n") == 1
    # Days as people write them.
    assert not re.search(r"\d{4}-\d\d-\d\d", page)
    assert json.loads(told)


def test_control_the_rows_for_a_computer_do_have_the_codes(parent: Parent) -> None:
    told = unpacked(parent)[1]
    for raw in ("invitations", "2-4", "true", "partners_parent"):
        assert raw in told


def test_who_looked_stands_once_per_day_and_role(cjg: Client, parent: Parent) -> None:
    for _ in range(3):
        cjg.get(f"/sliedrecht/ouders/{parent.public_id}/")
    page = Client().get(own_path(parent))
    looks = page.context["looks"]
    assert [(look.day, look.role, len(look.what)) for look in looks] == [(timezone.localdate(), "CJG-medewerker", 1)]
    words = page.content.decode()
    assert words.index("Neem het mee, of laat het verwijderen") < words.index(">Wie keek<")


def test_looks_of_other_days_stand_apart(cjg: Client, parent: Parent) -> None:
    cjg.get(f"/sliedrecht/ouders/{parent.public_id}/")
    entry = AuditEntry.objects.filter(actor_kind="user").latest("pk")
    entry.pk, entry.public_id, entry.at = None, uuid4(), entry.at - timedelta(days=2)
    AuditEntry.objects.bulk_create([entry])
    days = [look.day for look in Client().get(own_path(parent)).context["looks"]]
    assert days == [timezone.localdate(), timezone.localdate() - timedelta(days=2)]


def test_staff_read_the_text_without_its_number(cjg: Client, parent: Parent) -> None:
    give_consent(parent=parent, source="in_person")
    page = cjg.get(f"/sliedrecht/ouders/{parent.public_id}/").content.decode()
    assert "sign-up-" not in page
    assert "Stoppen kan met één klik" in page
