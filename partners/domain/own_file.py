from __future__ import annotations

import io
import json
import zipfile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.template.loader import render_to_string

from partners.models import Parent
from partners.queries import Told, kept_about, looks_at, rows_about, to_read
from partners.registry import parts_about
from portal.audit.domain.record import record

HTML, JSON = "mijn-gegevens.html", "mijn-gegevens.json"


@transaction.atomic
def own_file(*, parent: Parent) -> bytes:
    """One archive with every row about this parent, to read and for a machine; of nobody else. Written down."""
    parts = parts_about(parent)  # each keeps its rows once they were read
    plain = [{"part": title, "rows": [_plain(row) for row in rows]} for title, rows in rows_about(parts)]
    looks = looks_at(parent, most=None)
    words = {"parent": parent, "parts": to_read(parts), "kept": kept_about(parent, parts), "looks": looks}
    page = render_to_string("partners/own_file.html", words)
    record("parent.file_given", parent)
    return _zip({HTML: page, JSON: json.dumps(plain, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)})


def _plain(row: Told) -> dict[str, Any]:
    return {"table": row.table, "number": row.number, **row.fields}


def _zip(files: dict[str, str]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()
