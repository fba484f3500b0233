"""Seal the journal now instead of at the next tick."""

import argparse

from hoaban.config import seals

SUMMARY = "seal what was written since the last seal"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--clock-is-right",
        action="store_true",
        help="the newest entries were written while the clock stood ahead: seal them all the same",
    )


def run(options: argparse.Namespace) -> int:
    print(f"Đã niêm {seals.seal(is_clock_right=options.clock_is_right)} mục.")
    return 0
