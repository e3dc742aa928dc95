"""The demo's page of mails shows them and runs nothing in them."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path

import pytest

from rig.mailbox import page
from rig.mailstore import Store


def mail(subject: str = "Kom je ook?", text: str = "Dag", html: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "samenspel@example.org", "ouder@example.org", subject
    message["Message-ID"] = f"<{subject if subject.isalpha() else 'one'}@rig.example>"
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message.as_bytes()


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path)


def test_newest_first_with_a_link_each(store: Store) -> None:
    assert "nog geen mail" in page(store, "/").decode()
    store.keep(mail("Eerste"), ["ouder@example.org"])
    store.keep(mail("Tweede"), ["ouder@example.org"])
    text = page(store, "/").decode()
    assert text.index("Tweede") < text.index("Eerste")
    assert "href='/2/'" in text


def test_links_can_be_followed_and_nothing_else_is_markup(store: Store) -> None:
    store.keep(mail("<script>1</script>", "Ga naar http://localhost:8000/a/?b=1&c=2 <img src=x>"), [])
    text = page(store, "/1/").decode()
    assert "<a href='http://localhost:8000/a/?b=1&amp;c=2'>" in text
    assert "<img" not in text
    assert "<script" not in text


def test_html_of_a_mail_is_locked_up(store: Store) -> None:
    store.keep(mail(html="<p>Dag</p><script>alert(1)</script>"), [])
    head, body = page(store, "/1/html").decode().split("\r\n\r\n")
    assert "sandbox allow-popups" in head
    assert "script-src" not in head
    assert "default-src 'none'" in head
    assert "<p>Dag</p>" in body


@pytest.mark.parametrize("path", ["/9/", "/0/", "/../etc/passwd", "/1/html/x"])
def test_what_is_not_there(store: Store, path: str) -> None:
    store.keep(mail(), [])
    assert page(store, path).startswith(b"HTTP/1.1 404")


def test_mails_are_there_again_after_a_restart(store: Store, tmp_path: Path) -> None:
    store.keep(mail("Blijf"), [])
    again = Store(tmp_path)
    assert again.has("<Blijf@rig.example>")
    assert again.distinct() == 1
