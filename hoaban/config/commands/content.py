"""Check or load what `content/` says: agencies, calendars, procedures, law."""

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from django.apps import apps
from django.conf import settings
from django.db import transaction

SUMMARY = "check or load the province's content (agencies, calendar, procedures)"


TEXTS = {".csv", ".toml", ".typ", ".yaml"}
Problem = tuple[str, int, int, str]


class Content(Protocol):
    """A room's `content.py`."""

    def check(self) -> Sequence[str | Problem]:
        """What is wrong, each by file, line and column; empty when all is well."""

    def load(self) -> object:
        """Bring the database up to the files; idempotent; refuses to orphan live records."""


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["check", "load"])


def modules() -> Iterator[Content]:
    """The rooms' content modules, from the lowest floor up (the order of INSTALLED_APPS)."""
    for app in apps.get_app_configs():
        if app.name.startswith("hoaban.") and find_spec(f"{app.name}.content"):
            # A module is not typed as its protocol; tests/architecture checks every one's shape.
            yield cast("Content", import_module(f"{app.name}.content"))


def problems() -> list[str]:
    """What is wrong in the content; files that cannot be read at all come first and alone."""
    if found := [words(problem) for problem in _unreadable()]:
        return found
    return [words(problem) for module in modules() for problem in module.check()]


def _unreadable() -> Iterator[Problem]:
    """Files that are no UTF-8, or no TOML."""
    for path in sorted(settings.CONTENT.rglob("*")):
        if path.suffix not in TEXTS:
            continue
        written = path.read_bytes()
        try:
            text = written.decode()
            if path.suffix == ".toml":
                tomllib.loads(text)
        except UnicodeDecodeError as error:
            before = written[: error.start]
            column = error.start - before.rfind(b"\n")
            yield str(path), before.count(b"\n") + 1, column, "not written in UTF-8"
        except tomllib.TOMLDecodeError as error:
            place = re.search(r"at line (\d+), column (\d+)", str(error))
            line, column = (int(place[1]), int(place[2])) if place else (1, 1)
            yield str(path), line, column, f"no TOML: {error}"


def words(problem: str | Problem) -> str:
    """`file:line:column: words`, the way editors jump to."""
    if isinstance(problem, str):
        return problem
    file, line, column, said = problem
    return f"{file}:{line}:{column}: {said}"


def load_all() -> None:
    for module in modules():
        with transaction.atomic():
            module.load()


def run(options: argparse.Namespace) -> int:
    if found := problems():
        print("\n".join(found), file=sys.stderr)
        return 1
    if options.what == "load":
        load_all()
    print("Nội dung hợp lệ." if options.what == "check" else "Đã nạp nội dung.")
    return 0
