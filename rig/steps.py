"""What a step of `make check` is."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from rig.place import ROOT


@dataclass(frozen=True)
class Outcome:
    """What one step said; `passed` is None where it could not be tried."""

    passed: bool | None
    text: str


Step = Callable[[dict[str, str]], Outcome]


def tool(*command: str, **extra: str) -> Step:
    """Return the step of one program of .venv or Python module."""

    def step(environment: dict[str, str]) -> Outcome:
        program = Path(sys.executable).parent / command[0]
        line = [str(program), *command[1:]] if program.exists() else list(command)
        done = subprocess.run(line, cwd=ROOT, env=environment | extra, capture_output=True, text=True, check=False)
        return Outcome(done.returncode == 0, (done.stdout + done.stderr).strip())

    return step
