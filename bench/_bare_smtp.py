"""The limit for sending: eight connections, each used again and again, and one message that is ready."""

from __future__ import annotations

import smtplib
import threading
import time

CONNECTIONS = 8
SENDER = "samenspel@samenspel.example"


def send(host: str, port: int, message: bytes, count: int) -> float:
    """Send `count` copies to as many addresses and return how many a second the server took; raises on a refusal."""
    failures: list[BaseException] = []
    shares = [range(number, count, CONNECTIONS) for number in range(CONNECTIONS)]

    def sender(share: range) -> None:
        try:
            with smtplib.SMTP(host, port, timeout=60) as connection:
                for number in share:
                    connection.sendmail(SENDER, [f"ouder{number}@example.org"], message)
        except (OSError, smtplib.SMTPException) as error:
            failures.append(error)

    threads = [threading.Thread(target=sender, args=(share,)) for share in shares]
    started = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failures:
        raise failures[0]
    return count / (time.monotonic() - started)
