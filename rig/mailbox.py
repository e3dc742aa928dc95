"""The demo's page with the mails that would have been sent; it exists in the demo only."""

from __future__ import annotations

import re
from email import message_from_bytes, policy
from email.message import EmailMessage
from html import escape

from rig.mailstore import Store

LINK = re.compile(r"https?://[^\s<>\"']+")
MOST = 200
STYLE = """
body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 46rem; padding: 1rem; color: #1b1b1b; }
a { color: #00538c; overflow-wrap: anywhere; } li { margin: 0 0 .75rem; } pre { white-space: pre-wrap; }
dt { font-weight: 600; float: left; margin-right: .5rem; } dd { margin: 0; }
iframe { width: 100%; height: 40rem; border: 1px solid #767676; }
"""
# A mail's own HTML may load nothing, run nothing and send nothing; its links open in a new page.
PLAIN = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'"
LOCKED = (
    "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:"
)


def page(store: Store, path: str) -> bytes:
    """Answer one GET with a whole HTTP response."""
    shown = re.fullmatch(r"/(\d+)(/html)?/?", path)
    if path == "/":
        return _response(_list(store), PLAIN)
    number = int(shown[1]) if shown else 0
    if not shown or not 1 <= number <= len(store.bodies):
        return _response(
            _frame("Niet gevonden", "<p>Deze mail is er niet. <a href='/'>Alle mails</a></p>"), PLAIN, "404 Not Found"
        )
    message = message_from_bytes(store.bodies[number - 1], policy=policy.default)
    if shown[2]:
        return _response(_part(message, "html"), LOCKED)
    return _response(_mail(number, message), PLAIN)


def _list(store: Store) -> str:
    rows = []
    for number in range(len(store.bodies), max(0, len(store.bodies) - MOST), -1):
        message = message_from_bytes(store.bodies[number - 1], policy=policy.default)
        subject, to = (escape(str(message[name] or "(leeg)")) for name in ("subject", "to"))
        rows.append(f"<li><a href='/{number}/'>{subject}</a><br>aan {to}, {escape(str(message['date'] or ''))}</li>")
    text = "".join(rows) or "<li>Er is nog geen mail verstuurd.</li>"
    return _frame(f"Mails van de demo ({len(store.bodies)})", f"<p>Nieuwste eerst.</p><ul>{text}</ul>")


def _mail(number: int, message: EmailMessage) -> str:
    heads = "".join(
        f"<dt>{label}</dt><dd>{escape(str(message[name] or ''))}</dd>"
        for label, name in (("Van", "from"), ("Aan", "to"), ("Datum", "date"))
    )
    files = ", ".join(escape(part.get_filename() or "zonder naam") for part in message.iter_attachments())
    html = f"<h2>Met opmaak</h2><iframe title='De mail met opmaak' src='/{number}/html'></iframe>"
    body = (
        f"<p><a href='/'>Alle mails</a></p><dl>{heads}</dl><pre>{_linked(_part(message, 'plain'))}</pre>"
        f"<p>Bijlagen: {files or 'geen'}</p>{html if _part(message, 'html') else ''}"
    )
    return _frame(str(message["subject"] or "(leeg)"), body)


def _part(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    return str(part.get_content()) if part else ""


def _linked(text: str) -> str:
    return LINK.sub(lambda found: f"<a href='{found[0]}'>{found[0]}</a>", escape(text, quote=False))


def _frame(title: str, body: str) -> str:
    head = f"<meta charset=utf-8><meta name=viewport content='width=device-width'><title>{escape(title)}</title>"
    top = f"<!doctype html><html lang=nl><head>{head}<style>{STYLE}</style></head>"
    return f"{top}<body><h1>{escape(title)}</h1>{body}</body></html>"


def _response(html: str, security: str, status: str = "200 OK") -> bytes:
    body = html.encode()
    heads = [
        f"HTTP/1.1 {status}", "Content-Type: text/html; charset=utf-8", f"Content-Length: {len(body)}",
        f"Content-Security-Policy: {security}", "X-Content-Type-Options: nosniff", "Cache-Control: no-store",
        "Referrer-Policy: no-referrer", "Connection: close",
    ]  # fmt: skip
    return "\r\n".join(heads).encode() + b"\r\n\r\n" + body
