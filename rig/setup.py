"""Install the locked Python and npm packages; run by the system's own python3, standard library only."""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.sha256"
LOCKS = ("requirements/uv.txt", "requirements/dev.txt", "package.json", "package-lock.json", ".npmrc")


def fingerprint() -> str:
    """Say what must be installed: every lock, this Python, and the folder that a venv is tied to."""
    digest = hashlib.sha256(f"{sys.version_info[:2]} {ROOT}".encode())
    digest.update(Path(__file__).read_bytes())
    for name in LOCKS:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def up_to_date() -> bool:
    there = (VENV / "bin/python").exists() and (ROOT / "node_modules").is_dir() and STAMP.exists()
    return there and STAMP.read_text() == fingerprint()


def run(*command: str, **extra: str) -> None:
    """Run quietly; after a failure once more with the system's own certificates, as behind a company's proxy.

    Raises subprocess.CalledProcessError, after showing what was said.
    """
    said = ""
    for certificates in ({}, {"UV_SYSTEM_CERTS": "true", "NODE_USE_SYSTEM_CA": "1"}):
        environment = {**os.environ, **extra, **certificates}
        done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return
        said = done.stdout + done.stderr
    print(said, file=sys.stderr)
    raise subprocess.CalledProcessError(1, command)


def make_venv() -> None:
    """Make .venv where there is none of this Python and folder; what runs from one there is not disturbed."""
    note = VENV / f"lib/python{sys.version_info.major}.{sys.version_info.minor}/site-packages/samenspel.pth"
    if note.exists() and note.read_text().strip() == str(ROOT) and (VENV / "bin/pip").exists():
        return
    made = subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=False)
    if made.returncode:
        raise SystemExit("Python's venv module is incomplete here; on Debian: apt-get install python3-venv")


def index_of_pip() -> dict[str, str]:
    """Let uv use the package index that pip is set to, unless uv has its own."""
    asked = subprocess.run(
        [str(VENV / "bin/pip"), "config", "get", "global.index-url"], capture_output=True, text=True, check=False
    )
    index = os.environ.get("PIP_INDEX_URL") or asked.stdout.strip()
    own = any(name in os.environ for name in ("UV_DEFAULT_INDEX", "UV_INDEX_URL"))
    return {"UV_DEFAULT_INDEX": index} if index and not own else {}


def make_importable() -> None:
    """Let every tool in .venv import this checkout's packages, from whichever folder it starts."""
    (site_packages,) = VENV.glob("lib/python3*/site-packages")
    (site_packages / "samenspel.pth").write_text(f"{ROOT}\n")


def install() -> None:
    binaries = VENV / "bin"
    print("Installing Python packages into .venv ...", flush=True)
    make_venv()
    run(str(binaries / "pip"), "install", "-q", "--require-hashes", "-r", "requirements/uv.txt")
    python = str(binaries / "python")
    lock = "requirements/dev.txt"
    run(str(binaries / "uv"), "pip", "sync", "-q", "--python", python, "--require-hashes", lock, **index_of_pip())
    make_importable()
    print("Installing npm packages into node_modules ...", flush=True)
    path = f"{binaries}{os.pathsep}{os.environ.get('PATH', '')}"
    run(str(binaries / "npm"), "ci", "--ignore-scripts", "--silent", PATH=path)
    STAMP.write_text(fingerprint())


def main() -> int:
    if sys.version_info < (3, 11):  # noqa: UP036 - run by whichever python3 is there
        print("Samenspel needs Python 3.11 or later; try: make PYTHON=python3.11 setup", file=sys.stderr)
        return 1
    if not up_to_date():
        try:
            install()
        except subprocess.CalledProcessError as error:
            print(f"Installing stopped at: {' '.join(map(str, error.cmd))}", file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
