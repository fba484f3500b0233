"""Copy database and files while everything runs; `--keep` removes the oldest copies."""

import argparse
from pathlib import Path

from hoaban.config import backups, seals
from hoaban.config.commands import one_or_more

SUMMARY = "copy database and files while everything runs (daily by itself)"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, default=None, help="folder (default: VAR/backups)")
    parser.add_argument("--keep", type=one_or_more, default=backups.KEEP, help="copies that stay")


def run(options: argparse.Namespace) -> int:
    print(backups.make(options.to, keep=options.keep, last_seal=seals.last()))
    return 0
