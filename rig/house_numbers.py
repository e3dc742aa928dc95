"""The size of files and functions, beside what the house allows; `python -m rig.house_numbers`."""

from __future__ import annotations

import ast
import statistics
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from rig.place import ROOT

FILE_MEDIAN, FILE_CAP = 60, 300
FUNCTION_MEDIAN, FUNCTION_P90, FUNCTION_CAP = 8, 25, 50
VIEW_CAP, SETTINGS_CAP = 20, 250
type_of_function = (ast.FunctionDef, ast.AsyncFunctionDef)


@dataclass(frozen=True)
class Function:
    where: str
    lines: int
    is_view: bool


def files(root: Path = ROOT) -> list[Path]:
    """Every Python file that git knows or would take, save generated migrations and empty ones."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "*.py"]
    names = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True).stdout.split()
    paths = [root / name for name in dict.fromkeys(names) if "/migrations/" not in name]
    return [path for path in paths if path.exists() and path.stat().st_size]


def functions(path: Path) -> Iterator[Function]:
    in_views = "views" in path.stem or "views" in path.parts
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, type_of_function):
            first = node.args.args[0].arg if node.args.args else ""
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            yield Function(f"{path.name}:{node.lineno} {node.name}", lines, in_views and first == "request")


def measure(paths: list[Path]) -> tuple[list[str], list[str]]:
    """Return the lines to print and the lines that say what is too long."""
    sizes = {path: len(path.read_text().splitlines()) for path in paths}
    product = [size for path, size in sizes.items() if not {"tests", "bench", "rig"} & set(path.parts)]
    found = [function for path in paths for function in functions(path)]
    lengths = [function.lines for function in found] or [0]
    views = [function for function in found if function.is_view]
    p90 = sorted(lengths)[int(len(lengths) * 0.9)]
    rows = [
        ("file median", statistics.median(product or [0]), FILE_MEDIAN),
        ("file longest", max(sizes.values()), FILE_CAP),
        ("function median", statistics.median(lengths), FUNCTION_MEDIAN),
        ("function p90", p90, FUNCTION_P90),
        ("function longest", max(lengths), FUNCTION_CAP),
        ("view longest", max((view.lines for view in views), default=0), VIEW_CAP),
        ("settings", sum(size for path, size in sizes.items() if path.name == "settings.py"), SETTINGS_CAP),
    ]
    everywhere = statistics.median(sizes.values())
    shown = [f"{'files':<17} {len(sizes):>6}  (median with tests, bench and rig {everywhere:g})"]
    shown += [f"{name:<17} {value:>6g}  (at most {cap})" for name, value, cap in rows]
    too_long = [f"{name} is {value:g}, at most {cap}" for name, value, cap in rows if value > cap]
    too_long += [f"  {path} {size} lines" for path, size in sizes.items() if size > FILE_CAP]
    too_long += [f"  {one.where} {one.lines} lines" for one in found if one.lines > FUNCTION_CAP]
    too_long += [f"  {one.where} {one.lines} lines, a view" for one in views if one.lines > VIEW_CAP]
    return shown, too_long


def main() -> int:
    shown, too_long = measure(files())
    print("\n".join(shown))
    if too_long:
        print("\nToo long:\n" + "\n".join(too_long))
    return 1 if too_long else 0


if __name__ == "__main__":
    raise SystemExit(main())
