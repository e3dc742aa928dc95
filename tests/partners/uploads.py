"""Uploading a list as somebody of the CJG does it, and reading what the page says afterwards."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from partners.models import SheetImport
from portal.jobs.domain.run import run
from portal.jobs.models import Job
from tests.partners.lists import ANNA, BEN, CEM, NOBODY, text

PARENTS, IMPORT = "/sliedrecht/ouders/", "/sliedrecht/ouders/inlezen/"
LIST = text(ANNA, BEN, CEM, NOBODY)
TURKISH = "Naam;E-mail\r\nSeyma Şahin;seyma@example.org\r\nGül Çelik;gul@example.org\r\n".encode("cp1254")


def upload(client: Client, content: bytes = LIST, **fields: Any) -> Any:
    """Choose a list on the page; the answer of the page."""
    file = SimpleUploadedFile(fields.pop("name", "lijst.csv"), content)
    return client.post(IMPORT, {"origin": "De school", "basis": "list", "file": file, **fields})


def result_of(client: Client, content: bytes, **fields: Any) -> str:
    """Upload a list and read it in; the page that tells what became of it."""
    client.post(upload(client, content, **fields)["Location"])
    run(job_id=Job.objects.latest("pk").pk)
    found = SheetImport.objects.latest("pk")
    return client.get(f"/sliedrecht/ouders/ingelezen/{found.public_id}/").content.decode()
