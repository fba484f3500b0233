"""`make breaches`: commit each deliberate violation once, in a copy; its check must turn red.

A check that stays green over its own breach guards nothing. Each breach edits one file, runs the
one check that must notice, looks for the words by which it notices, and takes the edit back. First
every check is asked about the house as it is, and must be green. Two copies share the work.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from queue import SimpleQueue
from typing import Self, TypeVar

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
    "*-pytest-*.pyc",  # they name the place where their source stood
    ".*_cache",
    ".hypothesis",
    "facts",
    "*.sqlite3",
)
COPIES = max(2, os.cpu_count() or 2)  # worked on at the same time


class Copy:
    """The house without its history and data, with the same virtual environment."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "house"
        self.said = folder / "said"
        shutil.copytree(ROOT, self.path, ignore=LEFT_OUT)
        (self.path / ".venv").symlink_to(VENV)
        quiet = {"HOABAN_VAR": str(self.path / "var"), "NO_COLOR": "1", "COLUMNS": "200"}
        self.environment = {**os.environ, **quiet}

    def __enter__(self) -> Self:
        self.warm = subprocess.Popen(
            [sys.executable, "-m", "tests.violations.warm"],
            cwd=self.path,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        return self

    def __exit__(self, *_error: object) -> None:
        self.warm.communicate()

    def ask(self, checks: list[str]) -> tuple[int, str]:
        """Exit code and all that was said: by pytest of several checks as one, or by a tool."""
        if checks[0].startswith("pytest "):
            return self._test([check.removeprefix("pytest ") for check in checks])
        (check,) = checks
        done = subprocess.run(
            command(check),
            cwd=self.path,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout + done.stderr

    def _test(self, checks: list[str]) -> tuple[int, str]:
        asked, answers = self.warm.stdin, self.warm.stdout
        assert asked is not None
        assert answers is not None
        asked.write(json.dumps({"checks": checks, "into": str(self.said)}) + "\n")
        asked.flush()
        code = answers.readline()
        return int(code), self.said.read_text(encoding="utf-8", errors="replace")


def command(check: str) -> list[str]:
    """`imports`, or a tool of the virtual environment with its arguments."""
    tool, *arguments = check.split()
    known = {
        "imports": [str(BIN / "lint-imports"), "--no-logo", "--no-cache"],
        "django": [str(BIN / "python"), "manage.py"],
        "module": [str(BIN / "python"), "-m"],
    }
    return [*known.get(tool, [str(BIN / tool)]), *arguments]


def committed(breach: Breach, copy: Copy) -> str:
    """Commit the breach, ask the check, take the breach back: what went wrong, or ''."""
    path = copy.path / breach.path
    before = path.read_text(encoding="utf-8") if path.exists() else None
    if breach.old and breach.old not in (before or ""):
        return f"{breach.path} has no {breach.old!r} any more"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(breach.applied(before or ""), encoding="utf-8")
        code, said = copy.ask([breach.check])
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
    items: list[Item], work: Callable[[Item, Copy], Said], copies: list[Copy]
) -> Iterator[Said]:
    """Do the work for each item, each in a copy that nobody else uses meanwhile."""
    free: SimpleQueue[Copy] = SimpleQueue()
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


def together(checks: set[str]) -> list[list[str]]:
    """What is asked at once: the tests of all checks as one run in each copy, every tool alone."""
    tests = sorted(check for check in checks if check.startswith("pytest "))
    files = list(dict.fromkeys(check.split()[1].partition("::")[0] for check in tests))
    shares = [files[place::COPIES] for place in range(COPIES)]
    runs = [[c for c in tests if c.split()[1].partition("::")[0] in share] for share in shares]
    return [*filter(None, runs), *([check] for check in sorted(checks - set(tests)))]


def unbroken(checks: set[str], copies: list[Copy]) -> Iterator[tuple[str, str]]:
    """What each check says of the house as it is: a check that is always red guards nothing too."""

    def ask(asked: list[str], copy: Copy) -> tuple[int, str]:
        return copy.ask(asked)

    runs = together(checks)
    for asked, (code, said) in zip(runs, spread(runs, ask, copies), strict=True):
        named = asked[0] if len(asked) == 1 else f"{len(asked)} checks by pytest"
        yield named, f"is red without a breach:\n{said[-1500:]}" if code else ""


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(wanted: list[str]) -> int:
    """All of them, or those whose name holds one of the given words."""
    began = time.monotonic()
    chosen = [b for b in BREACHES if not wanted or any(word in b.name for word in wanted)]
    unnoticed = always = 0
    with tempfile.TemporaryDirectory(prefix="hoaban-breaches-") as folder, ExitStack() as stack:
        places = [Path(folder) / str(number) for number in range(COPIES)]
        copies = [stack.enter_context(Copy(place)) for place in places]
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
