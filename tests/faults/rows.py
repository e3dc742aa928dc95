"""Which rows of faults have a test, and where: `python -m tests.faults.rows > docs/faults.md`.

A test tells its row in its file's name (test_r01_..., test_x01_x03_...) or in a docstring ("Row T8: ...").
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "faults.md"
# What the portal must survive, each in a few words.
ROWS = {
    "R1": "workers are killed in the middle of a round of mails",
    "R2": "the same, with a mail relay that is slow to answer",
    "R3": "a worker dies exactly between two steps of a sending",
    "R4": "Redis is emptied, restarted or away",
    "R5": "the database restarts, kindly or as in a crash, while parents sign up",
    "R6": "the relay refuses at random, for a while",
    "R9": "an address does not exist",
    "R11": "five hundred parents want the last twenty places",
    "R14": "a button is pressed twice, in two tabs, or once more with the back button",
    "R15": "two schedulers run at once",
    "R16": "the scheduler was away for more than a day",
    "R17": "the clock goes to summer or winter time",
    "R18": "the clock of a machine is two hours off",
    "R20": "a worker is killed in the middle of a list that is read in",
    "R21": "a list of a hundred thousand rows is saved as a file",
    "R22": "the disk of the database is full",
    "R24": "a meeting is called off while its mails go out",
    "R25": "one message can never be made",
    "R28": "the server is lost, and a backup is put back",
    "T1": "anybody asks any address, with any method, in any municipality",
    "T2": "no address stays untested",
    "T3": "no page shows a text of another municipality",
    "T4": "the database itself keeps municipalities apart, on every table",
    "T5": "statements outside a municipality, without the portal's own care",
    "T6": "threads that alternate between municipalities",
    "T7": "a background task that names no municipality",
    "T8": "an id of another municipality in a form",
    "T9": "work that is done after the answer, or while it streams",
    "T10": "a role or an account ends during a session",
    "T12": "a page or a list shows a field that is not for that role",
    "T13": "a form is sent the name of every field",
    "T14": "a cache between two people",
    "A1": "forged links",
    "A2": "links that are old, used, or of an address that changed",
    "A3": "scanners that open every link in a mail",
    "A4": "keys in logs and in addresses that other sites see",
    "A5": "finding out who is known here",
    "A6": "guessing passwords and codes",
    "A7": "filling somebody's mailbox through our forms",
    "A8": "stolen and left-over sessions",
    "A9": "a way around the second factor",
    "A10": "a forged answer when somebody signs in with a work account",
    "A11": "an address that leads on to another site",
    "A12": "a form sent by another site",
    "A13": "stopping the invitations with one click of the mail program",
    "A14": "headers that keep browsers careful, on every answer",
    "I1": "a text that a spreadsheet would take for a formula is saved and opened",
    "I2": "a phone number is saved as a file and read in again",
    "I3": "scripts in any text",
    "I6": "line ends in subjects, names and addresses of a mail",
    "I7": "odd texts in a calendar file",
    "I12": "input that is made to keep the portal busy",
    "I13": "SQL in filters and orders",
    "I14": "line ends and colours in what is logged",
    "U1": "spreadsheets that are empty, damaged, too large, or something else than their name says",
    "U2": "text files in any alphabet and encoding",
    "U3": "a zip that unpacks to gigabytes, to a hundred thousand files, or out of its folder",
    "U4": "XML that grows, or that asks for other files",
    "U5": "a picture that is also something else, that asks for gigabytes, or that tells where it was taken",
    "U6": "a file with an odd name",
    "U7": "the address of a file after the right to it is lost, or in another municipality",
    "P1": "somebody is removed, or their time is over",
    "P2": "a field without a purpose and an end",
    "P3": "a parent asks what is kept about them",
    "P4": "a parent is removed, and an older backup comes back",
    "P8": "who looked at a parent's page, and when",
    "P9": "somebody changes the log",
    "P10": "somebody reads a dump; a key is replaced",
    "P12": "real people in test data",
    "X1": "every page with axe, in each state, width and house style",
    "X2": "a keyboard and nothing else",
    "X3": "no scripts",
    "X4": "plain Dutch everywhere",
    "X5": "error pages, also without a database",
    "X6": "print and forced colours",
    "X8": "a session that ends while somebody types",
}
IN_NAME = re.compile(r"(?<=_)([a-z])0?(\d{1,2})(?=_|$)")
IN_WORDS = re.compile(r"\b([A-Z]\d{1,2})\b")


def told_by(path: Path) -> set[str]:
    """The rows that a file of tests says it is about."""
    named = {f"{letter.upper()}{number}" for letter, number in IN_NAME.findall(path.stem)}
    tree = ast.parse(path.read_text())
    documented = [node for node in ast.walk(tree) if isinstance(node, ast.Module | ast.FunctionDef | ast.ClassDef)]
    words = " ".join(ast.get_docstring(node) or "" for node in documented)
    return (named | set(IN_WORDS.findall(words))) & ROWS.keys()


def by_row() -> dict[str, list[Path]]:
    """The files of tests of each row; an empty list where there is none."""
    found: dict[str, list[Path]] = {row: [] for row in ROWS}
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        for row in told_by(path):
            found[row].append(path)
    return found


def page() -> Iterator[str]:
    """The lines of docs/faults.md."""
    yield "# What the portal survives, and which test shows it"
    yield ""
    yield "Made by `python -m tests.faults.rows`; a test says when a row has no test, or a file is not there any more."
    yield "`make test` runs each row small; with ◆ there is a full size too, in `make soak`."
    if (PAGE.parent / "measurements.md").exists():
        yield "What was measured stands in [measurements.md](measurements.md)."
    yield ""
    yield "| row | what happens | shown by |"
    yield "|---|---|---|"
    for row, files in by_row().items():
        shown = ", ".join(_link(path) for path in files)
        yield f"| {row} | {ROWS[row]} | {shown} |"


def _link(path: Path) -> str:
    name = path.relative_to(ROOT)
    full = " ◆" if "mark.soak" in path.read_text() else ""
    return f"[{name}](../{name}){full}"


if __name__ == "__main__":
    print("\n".join(page()))
