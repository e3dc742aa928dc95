"""`manage.py import_sheet` does what the page does, for somebody who may, and prints the counts."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from partners.models import Parent, SheetImport
from portal.audit.models import AuditEntry
from portal.files.models import File
from portal.municipalities.models import Municipality
from tests import cast
from tests.partners.lists import ANNA, BEN, NOBODY, asked, text

GIVEN = Path(os.environ.get("SHARED", Path(settings.BASE_DIR).parent / "shared")) / "data/spreadsheets"


@pytest.fixture
def worker(municipality: Municipality) -> str:
    return cast.member("cjg", email="cjg@sliedrecht.example").email


def run(path: Path, **options: Any) -> dict[str, int]:
    out = io.StringIO()
    chosen = {"kind": "parents", "municipality": "GM0610", "user": "cjg@sliedrecht.example", **options}
    call_command("import_sheet", str(path), stdout=out, **chosen)
    counts: dict[str, int] = json.loads(out.getvalue())
    return counts


def written(tmp_path: Path, content: bytes) -> Path:
    path = tmp_path / "lijst.csv"
    path.write_bytes(content)
    return path


def test_prints_the_counts_and_repeats_without_doubles(worker: str, tmp_path: Path) -> None:
    path = written(tmp_path, text(ANNA, BEN, NOBODY))
    assert run(path, basis="list") == {"created": 2, "updated": 0, "skipped": 0, "refused": 1}
    assert run(path, basis="list") == {"created": 0, "updated": 0, "skipped": 2, "refused": 1}


def test_a_list_that_asked_each_needs_no_further_basis(worker: str, tmp_path: Path) -> None:
    path = written(tmp_path, asked(("a@example.org", "ja"), ("b@example.org", "nee")))
    assert run(path) == {"created": 1, "updated": 0, "skipped": 0, "refused": 1}
    assert SheetImport.objects.get().origin == "lijst.csv"


def test_it_is_in_the_audit_as_that_user(worker: str, tmp_path: Path) -> None:
    run(written(tmp_path, text(ANNA)), basis="list", origin="school")
    kinds = AuditEntry.objects.filter(action__in=["list.taken", "parents.imported"])
    assert set(kinds.values_list("actor_kind", flat=True)) == {"user"}
    assert kinds.count() == 2


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"kind": "figures"}, "nog niet inlezen|mag hier geen"),
        ({"basis": "column"}, "Er is niemand ingelezen"),
        ({"municipality": "GM9999"}, "geen gemeente GM9999"),
        ({"user": "niemand@example.org"}, "mag hier geen lijsten"),
        ({"user": "beleid@example.org"}, "mag hier geen lijsten"),
    ],
)
def test_says_in_dutch_why_not_and_keeps_nothing(
    worker: str, tmp_path: Path, options: dict[str, str], words: str
) -> None:
    cast.member("policy_officer", email="beleid@example.org")
    with pytest.raises(CommandError, match=words):
        run(written(tmp_path, text(ANNA)), **{"basis": "list", **options})
    assert not File.objects.exists()
    assert not Parent.objects.exists()


@pytest.mark.parametrize("content", [b"", b"\x00\x01", b"PK\x03\x04"])
def test_what_cannot_be_read_ends_with_2(worker: str, tmp_path: Path, content: bytes) -> None:
    with pytest.raises(CommandError) as refused:
        run(written(tmp_path, content), basis="list")
    assert refused.value.returncode == 2
    with pytest.raises(CommandError, match=r"geopend|openen"):
        run(tmp_path / "weg.csv")


def test_lists_of_a_school_and_a_cjg_come_in_whole_and_once(worker: str, tmp_path: Path) -> None:
    """Every row is counted, and the second time nobody is new and nothing changes. The given files, where they are."""
    own = {"school.csv": text(ANNA, BEN, NOBODY), "cjg.csv": asked(("a@example.org", "J"), ("b@example.org", "x nee"))}
    for name, content in own.items():
        (tmp_path / name).write_bytes(content)
    folder, school, cjg = tmp_path, "school.csv", "cjg.csv"
    if GIVEN.exists():
        folder, school, cjg = GIVEN, "ouderlijst_basisschool.xlsx", "aanmeldingen_cjg.csv"
    lists = {school: "list", cjg: "column"}
    first = {name: run(folder / name, basis=basis) for name, basis in lists.items()}
    total = Parent.objects.count()
    assert total == sum(counts["created"] for counts in first.values()) > 0
    for name, basis in lists.items():
        again = run(folder / name, basis=basis)
        assert (again["created"], again["updated"]) == (0, 0)
        assert sum(again.values()) == sum(first[name].values())
    assert Parent.objects.count() == total
