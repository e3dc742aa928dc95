"""Row I6 and the shape of mails: whatever is put in, one set of headers comes out, and the words survive."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.outbox.mime import UNSAFE, BadAddress, Envelope, ascii_address, compose
from portal.outbox.spec import Attachment, Mail

ENVELOPE = Envelope(
    sender="samenspel@samenspel.example",
    sender_name="Samenspel Sliedrecht",
    to="ouder@example.org",
    message_id="<0123456789abcdef@samenspel.example>",
    at=datetime(2026, 11, 24, 9, tzinfo=UTC),
    language="nl",
)
NASTY = [
    "Dag\r\nBcc: dief@example.org",
    "Dag\nContent-Type: text/html\n\n<script>",
    "Dag\x00\r\n.\r\nMAIL FROM:<x>",
    "Dag\u2028Bcc: dief@example.org\u2029",
    "Dag\x85Bcc: dief@example.org",
    "=?utf-8?q?Dag=0D=0ABcc:_dief@example.org?=",
]


def parsed(mail: Mail, **changed: str) -> EmailMessage:
    envelope = Envelope(**{name: changed.get(name, getattr(ENVELOPE, name)) for name in Envelope.__slots__})
    return message_from_bytes(compose(mail, envelope), policy=policy.default)


@pytest.mark.parametrize("text", NASTY)
def test_no_text_makes_a_header(text: str) -> None:
    mail = Mail(subject=text, text=text, attachments=(Attachment(text, b"x", text),))
    message = parsed(mail, sender_name=f"{text} <dief@example.org>", language=text)
    assert message.get_all("subject") is not None
    assert message["bcc"] is None
    assert message["to"] == "ouder@example.org"
    assert message["from"].addresses[0].addr_spec == "samenspel@samenspel.example"
    assert len(message["from"].addresses) == 1
    assert message.get_content_type() == "multipart/mixed"


@pytest.mark.parametrize("text", NASTY)
def test_no_address_or_link_makes_a_header(text: str) -> None:
    for address in (text, f"{text}@example.org", f"ouder@{text}", "ouder@example.org, dief@example.org", "a b@c.nl"):
        with pytest.raises(BadAddress):
            compose(Mail("Dag", "Dag", reply_to=address), ENVELOPE)
    message = parsed(Mail("Dag", "Dag", unsubscribe_url=f"https://x.example/{text}"))
    assert message["list-unsubscribe"] is None


@given(st.text(max_size=300), st.text(max_size=2000))
def test_the_words_survive(subject: str, text: str) -> None:
    message = parsed(Mail(subject=subject, text=text, html=f"<p>{subject}</p>"))
    assert "".join(message["subject"].split()) == "".join(UNSAFE.sub(" ", subject).split())
    assert sorted(message.keys()) == sorted(set(message.keys()))
    assert max(map(len, compose(Mail(subject, text), ENVELOPE).split(b"\r\n"))) <= 998


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=2000))
def test_the_body_comes_out_as_it_went_in(text: str) -> None:
    part = parsed(Mail("Dag", text)).get_payload(decode=True)
    assert isinstance(part, bytes)
    assert part.decode().replace("\r\n", "\n").rstrip("\n") == text.rstrip("\n")


def test_says_who_may_stop_and_that_a_machine_wrote_it() -> None:
    message = parsed(Mail("Dag", "Dag", unsubscribe_url="https://x.example/stop/abc/", reply_to="cjg@example.org"))
    assert message["list-unsubscribe"] == "<https://x.example/stop/abc/>"
    assert message["list-unsubscribe-post"] == "List-Unsubscribe=One-Click"
    assert message["auto-submitted"] == "auto-generated"
    assert message["reply-to"] == "cjg@example.org"
    assert parsed(Mail("Dag", "Dag", automatic=False))["auto-submitted"] is None


def test_a_calendar_file_keeps_its_type_and_bytes() -> None:
    ics = b"BEGIN:VCALENDAR\r\nSUMMARY:K\xc3\xb6ffie\r\nEND:VCALENDAR\r\n"
    kind = "text/calendar; charset=utf-8; method=PUBLISH"
    mail = Mail("Dag", "Dag", html="<p>Dag</p>", attachments=(Attachment("koffie één.ics", ics, kind),))
    (part,) = parsed(mail).iter_attachments()
    assert part.get_payload(decode=True) == ics
    assert part.get_content_type() == "text/calendar"
    assert part.get_param("method") == "PUBLISH"
    assert part.get_filename() == "koffie één.ics"


def test_addresses_of_other_scripts_travel_as_ascii() -> None:
    assert ascii_address(" Ouder@Bücher.example ") == "Ouder@xn--bcher-kva.example"
    for address in ("öuder@example.org", "ouder", "@example.org", "ouder@", f"{'a' * 250}@example.org", ""):
        with pytest.raises(BadAddress):
            ascii_address(address)
