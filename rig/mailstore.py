"""The mails that the sink got: in memory, and in the demo as files too."""

from __future__ import annotations

import hashlib
import os
import re
import time
from collections import Counter
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

HEADER = re.compile(rb"^(Message-ID|Date):[ \t]*(.*?)[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Record:
    """One mail as it came in; two copies of one mail have the same id, date and digest."""

    number: int
    message_id: str
    date: str
    recipients: tuple[str, ...]
    digest: str
    size: int
    at: float

    def as_dict(self) -> dict[str, Any]:
        return asdict(self)


class Store:
    """All mails, and which Message-IDs are remembered."""

    def __init__(self, folder: Path | None) -> None:
        self.folder = folder
        self.records: list[Record] = []
        self.bodies: list[bytes] = []
        self._ids: Counter[str] = Counter()
        if folder:
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            for path in sorted(folder.glob("*.eml")):
                self._remember(path.read_bytes(), [], path.stat().st_mtime)

    def keep(self, body: bytes, recipients: list[str]) -> None:
        self._remember(body, recipients, time.time())
        if self.folder:
            # Named by time, so that the mails of an earlier demo stay in their order.
            name = f"{time.time_ns() // 1000}-{os.getpid()}.eml"
            half = self.folder / f"{name}.half"
            half.write_bytes(body)
            half.rename(self.folder / name)

    def has(self, message_id: str) -> bool:
        return self._ids[message_id] > 0

    def distinct(self) -> int:
        return len(self._ids)

    def forget(self) -> int:
        """Forget all mails; a probe that asks after one now hears no."""
        count = len(self.records)
        self.records.clear()
        self.bodies.clear()
        self._ids.clear()
        return count

    def _remember(self, body: bytes, recipients: list[str], at: float) -> None:
        head = body.replace(b"\r\n", b"\n").split(b"\n\n", 1)[0]
        found = {name.decode().lower(): value.decode(errors="replace") for name, value in HEADER.findall(head)}
        record = Record(
            number=len(self.records) + 1,
            message_id=found.get("message-id", ""),
            date=found.get("date", ""),
            recipients=tuple(recipients),
            digest=hashlib.sha256(body).hexdigest(),
            size=len(body),
            at=at,
        )
        self.records.append(record)
        self.bodies.append(body)
        self._ids[record.message_id] += 1
