"""Seal the journal now instead of at the next tick."""

import argparse

from hoaban.config import seals

SUMMARY = "seal what was written since the last seal"


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def run(_options: argparse.Namespace) -> int:
    print(f"Đã niêm {seals.seal()} mục.")
    return 0
