"""A4 for PostgreSQL's own log: a statement that failed does not leave there whom it was about."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from django.db import DatabaseError, transaction

from partners.models import Parent
from portal.municipalities.models import Municipality
from rig.testing import RUN
from tests import cast

CANARY = "kanarie.in.het.log"


def test_a04_a_failed_statement_leaves_no_person_in_the_log_of_the_database(municipality: Municipality) -> None:
    cast.parent(email=f"{CANARY}@canary.example")
    for wrong in (f"{CANARY}@canary.example", f"{CANARY}@{'x' * 300}"):
        with pytest.raises(DatabaseError), transaction.atomic():
            Parent.objects.create(name=f"Kanarie {CANARY}", email=wrong)
    log = (Path(os.environ[RUN]) / "postgres" / "server.log").read_text()
    assert "one_parent_per_address" in log
    assert "value too long" in log
    assert CANARY not in log
