"""Make the demo's people and its small sample of dossiers, by the same actions as the pages."""

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import cast

SUMMARY = "make the demo people and the small sample of dossiers (idempotent)"


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def _made_by(path: str) -> Callable[[], object]:
    module, _, name = path.rpartition(".")
    return cast("Callable[[], object]", getattr(import_module(module), name))


def prepare() -> None:
    """People first, then dossiers."""


def signins() -> list[str]:
    """One line a role: who signs in with what."""
    return []


def run(_options: argparse.Namespace) -> int:
    prepare()
    print("\n".join(signins()))
    return 0
