"""Turns a Mail into bytes, written by hand because the standard library takes ten times as long per mail.

Whatever stands in a name, subject or address, exactly one set of headers comes out.
"""

from __future__ import annotations

import re
from binascii import b2a_base64, b2a_qp
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from urllib.parse import quote

from portal.outbox.spec import Attachment, Mail

# Everything that some program takes for the end of a line, and what turns text around.
UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]+")
UNSAFE_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]+")
PLAIN = re.compile(r"[ !-<>-~]{0,60}")  # without "=", which begins an encoded word
ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@[^\s@<>,;:\"()\[\]\\]+")
MEDIA_TYPE = re.compile(r"[a-z]+/[a-z0-9.+-]+(?:; [a-z]+=[A-Za-z0-9-]+)*")
LINK = re.compile(r"https?://(?!.*=\?)[!-;=?-~]+")  # "=?" would begin an encoded word
MAX_ADDRESS = 254
WORD_BYTES = 42


class BadAddress(Exception):
    """This cannot be the address of a person."""


@dataclass(frozen=True, slots=True)
class Envelope:
    """What stays the same however often a message is sent."""

    sender: str
    sender_name: str
    to: str
    message_id: str
    at: datetime
    language: str


def ascii_address(address: str) -> str:
    """The address as it travels, its domain in ASCII; raises BadAddress."""
    local, at, domain = address.strip().rpartition("@")
    try:
        plain = f"{local}{at}{domain.encode('idna').decode('ascii')}"
    except UnicodeError:
        raise BadAddress from None
    if len(plain) > MAX_ADDRESS or not ADDRESS.fullmatch(plain):
        raise BadAddress
    return plain


def one_spelling(address: str) -> str:
    """The address with its domain in one spelling, for the many that lead to the same mailbox; raises BadAddress."""
    local, at, domain = ascii_address(address).rpartition("@")
    try:
        return f"{local}{at}{domain.lower().encode('ascii').decode('idna')}"
    except UnicodeError:
        raise BadAddress from None


def compose(mail: Mail, envelope: Envelope) -> bytes:
    """The whole message, lines ended by CRLF; raises BadAddress for the recipient or the reply address."""
    boundary = re.sub(r"[^A-Za-z0-9]", "", envelope.message_id)[:32]
    content = _alternatives(mail, f"=_a{boundary}")
    if mail.attachments:
        content = _multipart("mixed", f"=_m{boundary}", [content, *map(_attached, mail.attachments)])
    return "\r\n".join([*_headers(mail, envelope), content]).encode("ascii")


def _headers(mail: Mail, envelope: Envelope) -> Iterator[str]:
    yield f"From: {_name(envelope.sender_name)} <{ascii_address(envelope.sender)}>"
    yield f"To: {ascii_address(envelope.to)}"
    yield f"Subject: {_words(mail.subject)}"
    yield f"Date: {format_datetime(envelope.at)}"
    yield f"Message-ID: {envelope.message_id}"
    if mail.reply_to:
        yield f"Reply-To: {ascii_address(mail.reply_to)}"
    if mail.unsubscribe_url and LINK.fullmatch(mail.unsubscribe_url):
        yield f"List-Unsubscribe: <{mail.unsubscribe_url}>"
        yield "List-Unsubscribe-Post: List-Unsubscribe=One-Click"
    if mail.automatic:
        yield "Auto-Submitted: auto-generated"
    yield f"Content-Language: {re.sub('[^A-Za-z0-9-]', '', envelope.language)}"
    yield "MIME-Version: 1.0"


def _clean(text: str) -> str:
    return UNSAFE.sub(" ", text).strip()


def _words(text: str) -> str:
    """Header text as it is when plain and short, else as encoded words (RFC 2047)."""
    clean = _clean(text)
    if PLAIN.fullmatch(clean):
        return clean
    return "\r\n ".join(f"=?utf-8?b?{b2a_base64(piece, newline=False).decode()}?=" for piece in _pieces(clean))


def _pieces(text: str) -> Iterator[bytes]:
    piece = b""
    for letter in text:
        encoded = letter.encode()
        if len(piece) + len(encoded) > WORD_BYTES:
            yield piece
            piece = b""
        piece += encoded
    yield piece


def _name(text: str) -> str:
    words = _words(text)
    return words if words.startswith("=?") else '"' + re.sub(r'(["\\])', r"\\\1", words) + '"'


def _alternatives(mail: Mail, boundary: str) -> str:
    text = _text_part(mail.text, "plain")
    return _multipart("alternative", boundary, [text, _text_part(mail.html, "html")]) if mail.html else text


def _text_part(text: str, subtype: str) -> str:
    lines = UNSAFE_TEXT.sub("", text).replace("\r\n", "\n").replace("\r", "\n")
    encoded = b2a_qp(lines.encode()).decode("ascii").replace("\n", "\r\n")
    head = f"Content-Type: text/{subtype}; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable"
    return f"{head}\r\n\r\n{encoded}\r\n"


def _multipart(subtype: str, boundary: str, parts: Iterable[str]) -> str:
    head = f'Content-Type: multipart/{subtype}; boundary="{boundary}"\r\n\r\n'
    return head + "".join(f"--{boundary}\r\n{part}\r\n" for part in parts) + f"--{boundary}--\r\n"


def _attached(attachment: Attachment) -> str:
    name = _clean(attachment.name) or "bijlage"
    kind = attachment.media_type if MEDIA_TYPE.fullmatch(attachment.media_type) else "application/octet-stream"
    charset = "; charset=utf-8" if kind.startswith("text/") and "charset" not in kind else ""
    encoded = b2a_base64(attachment.content, newline=False).decode()
    lines = "\r\n".join(encoded[start : start + 76] for start in range(0, len(encoded), 76))
    plain = re.fullmatch(r"[A-Za-z0-9._ -]{1,60}", name)
    filename = f'filename="{name}"' if plain else f"filename*=utf-8''{quote(name[:60], safe='')}"
    head = (
        f"Content-Type: {kind}{charset}\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment;\r\n {filename}"
    )
    return f"{head}\r\n\r\n{lines}\r\n"
