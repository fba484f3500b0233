"""Make the demo's people and its small sample of dossiers, by the same actions as the pages."""

import argparse

from hoaban.config.commands import replay
from hoaban.core import clock
from hoaban.core.people import actors, demo

SUMMARY = "make the demo people and the small sample of dossiers (idempotent)"


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def prepare() -> None:
    """People first, then dossiers."""
    demo.load(by=actors.system("demo"), at=clock.now())
    replay.sample()


def signins() -> list[str]:
    """One line a role: who signs in with what."""
    return [f"{label}: {username} / {password}" for label, username, password in demo.signins()]


def run(_options: argparse.Namespace) -> int:
    prepare()
    print("\n".join(signins()))
    return 0
