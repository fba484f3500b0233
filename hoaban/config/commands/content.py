"""Check or load what `content/` says: agencies, calendars, procedures, law."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps
from django.db import transaction

from hoaban.core.kept import folders
from hoaban.engines.content.kinds import Kind, Outcome
from hoaban.engines.content.places import Problem, Wrong
from hoaban.engines.content.reading import FORMATS, read, written

SUMMARY = "check or load the province's content (agencies, calendar, procedures)"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["check", "load"])


def registry() -> Iterator[Kind]:
    """Every kind of content that a room declares, from the lowest floor up."""
    for app in apps.get_app_configs():
        if app.name.startswith("hoaban.") and find_spec(f"{app.name}.content"):
            yield from import_module(f"{app.name}.content").KINDS


def problems() -> list[str]:
    """What is wrong in the content; files that cannot be read at all come first and alone."""
    found = list(_unreadable()) or [problem for kind in registry() for problem in kind.check()]
    return [str(problem) for problem in found]


def _unreadable() -> Iterator[Problem]:
    """Files that are no UTF-8, or not in the format of their name."""
    for folder in (folders.country(), folders.province()):
        for path in sorted(folder.rglob("*")):
            try:
                if path.suffix in FORMATS:
                    read(path)
                elif path.suffix == ".typ":
                    written(path)
            except Wrong as wrong:
                yield replace(wrong.problem, file=str(path))


def load_all() -> dict[str, Outcome]:
    """Load every kind that has tables; what was done, by kind."""
    done = {}
    for kind in registry():
        if kind.load:
            with transaction.atomic():
                done[kind.name] = kind.load()
    return done


def run(options: argparse.Namespace) -> int:
    if found := problems():
        print("\n".join(found), file=sys.stderr)
        return 1
    if options.what == "load":
        for name, outcome in load_all().items():
            print(f"{name}: {outcome.sentence()}")
    print("Nội dung hợp lệ." if options.what == "check" else "Đã nạp nội dung.")
    return 0
