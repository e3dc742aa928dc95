"""Start the SMTP sink as its own process, and talk to it."""

from __future__ import annotations

import json
import socket
import time
from pathlib import Path
from typing import Any

from rig.place import tail
from rig.processes import Program, python


class Control:
    """The sink's control port; every call is one short connection, so any process or thread may use it."""

    def __init__(self, port: int) -> None:
        self.port = port

    def ask(self, do: str, **arguments: Any) -> dict[str, Any]:
        """Raises RuntimeError when the sink does not understand, OSError when it is gone."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as talk:
            talk.sendall(json.dumps({"do": do, **arguments}).encode() + b"\n")
            with talk.makefile("rb") as lines:
                answer: dict[str, Any] = json.loads(lines.readline())
        if "error" in answer:
            raise RuntimeError(answer["error"])
        return answer

    def behave(self, **behaviour: Any) -> None:
        """Change how it treats mail: see rig.sink.Behaviour for the names."""
        self.ask("set", **behaviour)

    def reset(self) -> None:
        """Back to good behaviour, all mails and figures forgotten."""
        self.ask("reset")

    def has(self, message_id: str) -> bool:
        return bool(self.ask("has", message_id=message_id)["has"])

    def count(self) -> int:
        return int(self.ask("count")["count"])

    def distinct(self) -> int:
        """Return how many different Message-IDs came in."""
        return int(self.ask("count")["distinct"])

    def records(self, start: int = 0) -> list[dict[str, Any]]:
        """Return number, message_id, date, recipients, digest, size and time of each mail."""
        found: list[dict[str, Any]] = self.ask("records", start=start)["records"]
        return found

    def body(self, number: int) -> bytes:
        """Return the full bytes of a mail by its number."""
        text: str = self.ask("body", number=number)["body"]
        return text.encode("latin-1")

    def stats(self) -> dict[str, int]:
        """Return open and most connections at once, how many were sent away, how many mails refused."""
        return self.ask("stats")

    def forget(self) -> int:
        return int(self.ask("forget")["forgotten"])


class SinkProcess:
    """The sink as a program of a run; kill and start again keep its ports."""

    def __init__(self, folder: Path, *, name: str = "sink", mails: Path | None = None) -> None:
        self.ready = folder / f"{name}.ports"
        self.mails = mails
        self.program = Program(name, [], {}, folder)
        self.ports = {"smtp": 0, "control": 0}

    @property
    def control(self) -> Control:
        return Control(self.ports["control"])

    @property
    def email_url(self) -> str:
        return f"smtp://127.0.0.1:{self.ports['smtp']}"

    @property
    def probe_url(self) -> str:
        return f"tcp://127.0.0.1:{self.ports['control']}"

    def start(self, patience: float = 15.0) -> None:
        """Raises RuntimeError with the end of its log when it does not come up."""
        self.launch()
        self.wait(patience)

    def launch(self) -> None:
        """Start without waiting; `wait` follows when it is needed."""
        self.ready.unlink(missing_ok=True)
        self.ready.parent.mkdir(parents=True, exist_ok=True)
        ports = ["--smtp-port", str(self.ports["smtp"]), "--control-port", str(self.ports["control"])]
        folder = ["--folder", str(self.mails)] if self.mails else []
        self.program.command = python("-m", "rig.sink", "--ready", str(self.ready), *ports, *folder)
        self.program.start()

    def wait(self, patience: float = 15.0) -> None:
        deadline = time.monotonic() + patience
        while not self.ready.exists():
            if not self.program.alive or time.monotonic() > deadline:
                raise RuntimeError(tail(self.program.log))
            time.sleep(0.02)
        self.ports = json.loads(self.ready.read_text())

    def revive(self) -> bool:
        """Start it again on its ports if it ended by itself, and say whether it had. Raises RuntimeError."""
        if self.program.alive:
            return False
        self.start()
        return True

    def stop(self) -> None:
        self.program.stop()
