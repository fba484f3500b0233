"""The operators' command line: one module a command, found by listing this folder.

A command module has `SUMMARY` (one line), `configure(parser)` and `run(options) -> int`.
"""

import argparse
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


def main(arguments: Sequence[str]) -> int:
    setup()
    import django  # noqa: PLC0415  after the settings are named

    django.setup()
    name, *rest = arguments or ["help"]
    if name in {"help", "--help", "-h"}:
        print(helped())
        return 0
    if (module := name.replace("-", "_")) not in names():
        print(f"hoaban: no command {name!r}\n\n{helped()}", file=sys.stderr)
        return 2
    command = load(module)
    parser = argparse.ArgumentParser(prog=f"hoaban {name}", description=command.SUMMARY)
    command.configure(parser)
    return command.run(parser.parse_args(rest))
