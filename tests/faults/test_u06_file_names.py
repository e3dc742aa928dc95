"""U6: whatever a file is called, its name is kept as plain text, and no answer takes it into a header."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portal.files.domain.keep import keep
from portal.files.models import File
from portal.municipalities.models import Municipality
from tests import cast
from tests.activities.test_read_in_meetings import LIST, UPLOAD

NAMES = {
    "../../etc/passwd.csv": "passwd.csv",
    "..\\..\\CON.csv": "CON.csv",
    "lijst\u202evsc.exe": "lijstvsc.exe",
    'a"; filename="b.html': 'a"; filename="b.html',
    "lijst\r\nSet-Cookie: a=b.csv": "lijstSet-Cookie: a=b.csv",
    "x" * 4096: "x" * 200,
    "<script>alert(1)</script>.csv": "script>.csv",
    "../": "-",
}


@pytest.mark.parametrize("name", NAMES, ids=range(len(NAMES)))
def test_u06_a_name_loses_what_it_must_not_have(municipality: Municipality, name: str) -> None:
    assert keep(name, b"x", media_type="text/csv", days=1).name == NAMES[name]


@pytest.mark.parametrize("name", ['a"; filename="b.html', "../../CON.csv", "<b>lijst</b>\u202e.csv"])
def test_u06_a_name_is_shown_as_text_and_stands_in_no_header(
    client: Client, municipality: Municipality, name: str
) -> None:
    cast.sign_in(client, cast.member("cjg"))
    address = client.post(UPLOAD, {"origin": "School", "file": SimpleUploadedFile(name, LIST)})["Location"]
    page = client.get(address)
    kept = File.objects.get().name
    assert "/" not in kept.replace("</b>", "")
    assert "\u202e" not in kept
    assert b"<b>lijst" not in page.content
    assert not any(kept in value for value in page.headers.values())
    assert "Content-Disposition" not in page.headers
