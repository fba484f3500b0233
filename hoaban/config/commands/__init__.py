"""The operators' command line: one module a command, found by listing this folder.

A command module has `SUMMARY` (one line), `configure(parser)` and `run(options) -> int`.
"""

import argparse
import os
import pkgutil
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from hoaban.config import setup


class Command(Protocol):
    SUMMARY: str

    def configure(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int: ...


def names() -> list[str]:
    return sorted(module.name for module in pkgutil.iter_modules(__path__))


def load(name: str) -> Command:
    # A module is not typed as its protocol; tests/architecture checks every command's shape.
    return cast("Command", import_module(f"{__name__}.{name}"))


def helped() -> str:
    lines = (f"  hoaban {name.replace('_', '-'):<12} {load(name).SUMMARY}" for name in names())
    return "\n".join(["Hoa Ban", "", *lines, "", "  hoaban <command> --help says more."])


def one_or_more(text: str) -> int:
    """A whole number from 1 on, for argparse to refuse in a line."""
    number = int(text) if text.isdecimal() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r}: a whole number from 1 on is wanted")
    return number


def main(arguments: Sequence[str]) -> int:
    """Run one command. What an operator can mend is said in a line; a bug keeps its trace."""
    setup()
    import django  # noqa: PLC0415  after the settings are named
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415

    try:
        django.setup()
    except ImproperlyConfigured as wrong:
        print(f"hoaban: {wrong}", file=sys.stderr)
        return 2
    try:
        return _run(*(arguments or ["help"]))
    except BrokenPipeError:  # whoever read our lines has enough of them
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        from hoaban.config.commands import doctor  # noqa: PLC0415  its tables need the settings

        if not (said := doctor.operators_line(error)):
            raise
        print(f"hoaban: {said}", file=sys.stderr)
        return 1


def _run(name: str, *rest: str) -> int:
    if name in {"help", "--help", "-h"}:
        print(helped())
        return 0
    if (module := name.replace("-", "_")) not in names():
        print(f"hoaban: no command {name!r}\n\n{helped()}", file=sys.stderr)
        return 2
    command = load(module)
    parser = argparse.ArgumentParser(prog=f"hoaban {name}", description=command.SUMMARY)
    command.configure(parser)
    code = command.run(parser.parse_args(rest))
    sys.stdout.flush()  # here a closed pipe is noticed while it can still be told apart
    return code
