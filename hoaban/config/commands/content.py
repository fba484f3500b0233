"""Check or load what `content/` says: agencies, calendars, procedures, law."""

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from typing import Protocol, cast

from django.apps import apps
from django.db import transaction

SUMMARY = "check or load the province's content (agencies, calendar, procedures)"


class Content(Protocol):
    """A room's `content.py`."""

    def check(self) -> Sequence[str | tuple[str, int, int, str]]:
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
    return [words(problem) for module in modules() for problem in module.check()]


def words(problem: str | tuple[str, int, int, str]) -> str:
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
