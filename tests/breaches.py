"""`make breaches`: commit each deliberate violation once, in a copy; its check must turn red.

A check that stays green over its own breach guards nothing. Each breach edits one file, runs the
one check that must notice, looks for the words by which it notices, and takes the edit back. First
every check is asked about the house as it is, and must be green.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from queue import SimpleQueue
from typing import TypeVar

from tests.violations import BREACHES
from tests.violations.breach import Breach

Item = TypeVar("Item")
Said = TypeVar("Said")
ROOT = Path(__file__).parent.parent
VENV = Path(sys.prefix)
BIN = VENV / "bin"
LEFT_OUT = shutil.ignore_patterns(
    ".git",
    ".venv",
    "var",
    "node_modules",
    "__pycache__",
    ".*_cache",
    ".hypothesis",
    "facts",
    "*.sqlite3",
)
COPIES = max(2, os.cpu_count() or 2)  # worked on at the same time


def copied(folder: Path) -> Path:
    """The house without its history and data, with the same virtual environment."""
    copy = folder / "house"
    shutil.copytree(ROOT, copy, ignore=LEFT_OUT)
    (copy / ".venv").symlink_to(VENV)
    return copy


def command(check: str) -> list[str]:
    """`pytest <node>`, `imports`, or a tool of the virtual environment with its arguments."""
    python = str(BIN / "python")
    tool, *arguments = check.split()
    known = {
        "pytest": [python, "-m", "pytest", "-p", "no:cacheprovider", "--tb=short", "-x"],
        "imports": [str(BIN / "lint-imports"), "--no-logo", "--no-cache"],
        "django": [python, "manage.py"],
        "module": [python, "-m"],
    }
    return [*known.get(tool, [str(BIN / tool)]), *arguments]


def run(check: str, copy: Path) -> tuple[int, str]:
    """Exit code and all that was said."""
    quiet = {"HOABAN_VAR": str(copy / "var"), "NO_COLOR": "1"}
    done = subprocess.run(
        command(check),
        cwd=copy,
        env={**os.environ, **quiet, "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def committed(breach: Breach, copy: Path) -> str:
    """Commit the breach, ask the check, take the breach back: what went wrong, or ''."""
    path = copy / breach.path
    before = path.read_text(encoding="utf-8") if path.exists() else None
    if breach.old and breach.old not in (before or ""):
        return f"{breach.path} has no {breach.old!r} any more"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(breach.applied(before or ""), encoding="utf-8")
        code, said = run(breach.check, copy)
    finally:
        if before is None:
            path.unlink()
        else:
            path.write_text(before, encoding="utf-8")
    if code == 0:
        return f"`{breach.check}` stayed green"
    if breach.says not in " ".join(said.split()):
        return f"`{breach.check}` turned red without saying {breach.says!r}:\n{said[-1500:]}"
    return ""


def spread(
    items: list[Item], work: Callable[[Item, Path], Said], copies: list[Path]
) -> Iterator[Said]:
    """Do the work for each item, each in a copy that nobody else uses meanwhile."""
    free: SimpleQueue[Path] = SimpleQueue()
    for copy in copies:
        free.put(copy)

    def attempt(item: Item) -> Said:
        copy = free.get()
        try:
            return work(item, copy)
        finally:
            free.put(copy)

    with ThreadPoolExecutor(len(copies)) as pool:
        yield from pool.map(attempt, items)


def unbroken(checks: set[str], copies: list[Path]) -> Iterator[tuple[str, str]]:
    """What each check says of the house as it is: a check that is always red guards nothing too.

    The tests of all checks run as one; a narrower choice of them is green with the whole.
    """
    tests = {check.split()[1].partition("::")[0] for check in checks if check.startswith("pytest")}
    wanted = sorted(check for check in checks if not check.startswith("pytest"))
    wanted = [*([f"pytest {' '.join(sorted(tests))}"] if tests else []), *wanted]
    for check, (code, said) in zip(wanted, spread(wanted, run, copies), strict=True):
        yield check, f"is red without a breach:\n{said[-1500:]}" if code else ""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(wanted: list[str]) -> int:
    """All of them, or those whose name holds one of the given words."""
    began = time.monotonic()
    chosen = [b for b in BREACHES if not wanted or any(word in b.name for word in wanted)]
    unnoticed = always = 0
    with tempfile.TemporaryDirectory(prefix="hoaban-breaches-") as folder:
        copies = [copied(Path(folder) / str(number)) for number in range(COPIES)]
        for check, wrong in unbroken({breach.check for breach in chosen}, copies):
            always += bool(wrong)
            say(f"{'RED' if wrong else 'green':<9} {check} {wrong}".rstrip())
        for breach, wrong in zip(chosen, spread(chosen, committed, copies), strict=True):
            unnoticed += bool(wrong)
            say(f"{'NOT SEEN' if wrong else 'red':<9} {breach.name} {wrong}".rstrip())
    say(f"{time.monotonic() - began:.0f} seconds")
    say(f"{len(chosen) - unnoticed} passed, {unnoticed + always} failed")
    return int(bool(unnoticed + always))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
