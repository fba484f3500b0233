"""Check or load what `content/` says: agencies, calendars, procedures, law."""

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

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


class ContentWrong(Exception):
    """Carries what is wrong with the content, a line a problem, to whoever starts the program."""


def _unreadable() -> Iterator[Problem]:
    """Folders that are not there; files that are no UTF-8, or not in the format of their name."""
    for folder in (folders.country(), folders.province()):
        if not folder.is_dir():
            yield Problem(str(folder), 1, 1, f"không có thư mục này; có: {_folders_beside(folder)}")
        for path in sorted(folder.rglob("*")):
            try:
                if path.suffix in FORMATS:
                    read(path)
                elif path.suffix == ".typ":
                    written(path)
            except Wrong as wrong:
                yield replace(wrong.problem, file=str(path))


def _folders_beside(folder: Path) -> str:
    """The countries and provinces that the settings may name."""
    beside = folder.parent.iterdir() if folder.parent.is_dir() else ()
    return ", ".join(sorted(each.name for each in beside if each.is_dir())) or "—"


@transaction.atomic
def load_all() -> dict[str, Outcome]:
    """Load every kind that has tables, all or none; what was done, by kind."""
    return {kind.name: kind.load() for kind in registry() if kind.load}


def load_checked() -> None:
    """Load what is in order. Raises ContentWrong, and then nothing changes."""
    if found := problems():
        raise ContentWrong("\n".join(found))
    load_all()


def run(options: argparse.Namespace) -> int:
    if found := problems():
        print("\n".join(found), file=sys.stderr)
        return 1
    if options.what == "load":
        for name, outcome in load_all().items():
            print(f"{name}: {outcome.sentence()}")
    print("Nội dung hợp lệ." if options.what == "check" else "Đã nạp nội dung.")
    return 0
