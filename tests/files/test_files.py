from __future__ import annotations

import hashlib
from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from portal.audit.models import AuditEntry
from portal.files.domain.keep import TooLarge, keep
from portal.files.domain.sweep import sweep
from portal.files.models import MAX_BYTES, File
from portal.jobs.models import Job
from portal.municipalities.models import Municipality
from portal.municipalities.tenant import use


def outdate(file: File) -> None:
    File.objects.filter(pk=file.pk).update(expires_at=Now() - timedelta(seconds=1))


def test_what_was_kept_comes_back_whole(municipality: Municipality) -> None:
    content = bytes(range(256))
    file = File.objects.get(pk=keep("lijst.xlsx", content, media_type="application/zip", days=2).pk)
    assert bytes(file.content) == content
    assert (file.size, file.sha256) == (256, hashlib.sha256(content).hexdigest())
    assert file.expires_at - file.created_at == timedelta(days=2)
    assert AuditEntry.objects.get().action == "files.keep"


def test_a_type_that_is_none_is_kept_without_what_cannot_be_kept(municipality: Municipality) -> None:
    assert keep("lijst.csv", b"x", media_type="text/\x00csv" + "x" * 200, days=1).media_type == "text/csv" + "x" * 92


def test_twenty_megabytes_is_the_most(municipality: Municipality) -> None:
    with pytest.raises(TooLarge):
        keep("groot", b"x" * (MAX_BYTES + 1), media_type="text/plain", days=1)
    assert keep("past", b"x" * MAX_BYTES, media_type="text/plain", days=1).size == MAX_BYTES


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\x\\lijst.csv", "lijst.csv"),
        ("a\r\nb\x00.csv", "ab.csv"),
        ("x\u202excod.exe", "xxcod.exe"),
        ("", "-"),
        ("n" * 4000, "n" * 200),
    ],
)
def test_a_name_is_only_a_name(municipality: Municipality, given: str, kept: str) -> None:
    assert keep(given, b"", media_type="text/plain", days=1).name == kept


def test_the_sweep_deletes_what_is_over_and_nothing_else(municipality: Municipality, other: Municipality) -> None:
    stays = keep("blijft", b"1", media_type="text/plain", days=1)
    goes = keep("gaat", b"2", media_type="text/plain", days=1)
    with use(other):
        outdate(elsewhere := keep("elders", b"3", media_type="text/plain", days=1))
    outdate(goes)
    job = Job.objects.create(kind="x", started_by=1, file=goes)
    assert sweep() == 1
    assert list(File.objects.all()) == [stays]
    job.refresh_from_db()
    assert job.file is None
    with use(other):
        assert File.objects.filter(pk=elsewhere.pk).exists()


def test_the_sweep_leaves_the_bytes_in_the_database(municipality: Municipality) -> None:
    outdate(keep("gaat", b"2", media_type="text/plain", days=1))
    with CaptureQueriesContext(connection) as asked:
        sweep()
    assert not any('"content"' in query["sql"] for query in asked)
    with CaptureQueriesContext(connection) as asked:
        sweep()
    assert len(asked) == 1
