"""The SMTP sink behaves as it is told, and the probe's question goes red when it forgets."""

from __future__ import annotations

import os
import smtplib
from email.message import EmailMessage
from urllib.parse import urlsplit

import pytest

from rig.sink_client import Control


def send(to: str = "ouder@example.org", message_id: str = "<1@rig.example>") -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Message-ID"] = "samenspel@example.org", to, message_id
    message.set_content("Dag")
    with smtplib.SMTP("127.0.0.1", urlsplit(os.environ["EMAIL_URL"]).port or 0, timeout=2) as client:
        client.send_message(message)


def test_keeps_what_it_gets_and_can_forget(sink: Control) -> None:
    assert not sink.has("<1@rig.example>")
    send()
    assert sink.has("<1@rig.example>")
    assert sink.records()[0]["recipients"] == ["ouder@example.org"]
    assert b"Dag" in sink.body(1)
    assert sink.forget() == 1
    assert not sink.has("<1@rig.example>")


def test_refuses_one_address_and_takes_another(sink: Control) -> None:
    sink.behave(for_recipient={"weg@": {"reply": "550 5.1.1 Unknown", "reply_at": "rcpt"}})
    with pytest.raises(smtplib.SMTPRecipientsRefused):
        send("weg@example.org")
    send("thuis@example.org")
    assert sink.count() == 1


@pytest.mark.parametrize(("drop", "kept"), [("before", 0), ("after", 1)])
def test_breaks_off_at_the_reply(sink: Control, drop: str, kept: int) -> None:
    sink.behave(drop=drop)
    with pytest.raises(smtplib.SMTPServerDisconnected):
        send()
    assert sink.count() == kept


@pytest.mark.parametrize(("where", "kept"), [("connect", 0), ("ehlo", 0), ("rcpt", 0), ("data", 1)])
def test_hangs_where_told(sink: Control, where: str, kept: int) -> None:
    sink.behave(hang=where)
    with pytest.raises((smtplib.SMTPServerDisconnected, TimeoutError)):
        send()
    assert sink.count() == kept


def test_fails_a_share_with_temporary_codes(sink: Control) -> None:
    sink.behave(fail_rate=1.0)
    with pytest.raises(smtplib.SMTPResponseException) as refused:
        send()
    assert 400 <= refused.value.smtp_code < 500
    assert sink.stats()["refused"] == 1


def test_sends_away_more_connections_than_allowed(sink: Control) -> None:
    sink.behave(max_connections=1)
    port = urlsplit(os.environ["EMAIL_URL"]).port or 0
    with smtplib.SMTP("127.0.0.1", port, timeout=2):
        with pytest.raises(smtplib.SMTPConnectError) as refused:
            smtplib.SMTP("127.0.0.1", port, timeout=2)
        assert refused.value.smtp_code == 421
    assert sink.stats()["sent_away"] == 1


def test_says_what_it_does_not_understand(sink: Control) -> None:
    with pytest.raises(RuntimeError, match="KeyError"):
        sink.ask("dance")
