"""Print what follows from which event, why, and what starts by the clock."""

import argparse
from inspect import cleandoc

from hoaban.config import wiring

SUMMARY = "print what follows from which event, and what starts by the clock"


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def run(_options: argparse.Namespace) -> int:
    for cause, effect, why in wiring.rows():
        print(f"{cause}\n    {effect}\n    {cleandoc(why).splitlines()[0] if why else ''}")
    return 0
