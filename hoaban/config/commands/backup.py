"""Copy database and files while everything runs; `--keep` removes the oldest copies."""

import argparse
from pathlib import Path

from hoaban.config import backups, locking, seals
from hoaban.config.commands import one_or_more

SUMMARY = "copy database and files while everything runs (daily by itself)"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--to", type=Path, default=None, help="folder (default: VAR/backups)")
    parser.add_argument(
        "--lock", type=Path, default=None, help="file with a passphrase: one locked file in --to"
    )
    parser.add_argument("--keep", type=one_or_more, default=backups.KEEP, help="copies that stay")


def run(options: argparse.Namespace) -> int:
    if options.lock is None:
        print(backups.make(options.to, keep=options.keep, last_seal=seals.last()))
        return 0
    if options.to is None:
        raise backups.NotBackedUp("--lock needs --to: the folder for the locked copy")
    words = locking.passphrase(options.lock)
    copy = backups.make(last_seal=seals.last())
    print(backups.make_locked(copy, options.to, words, keep=options.keep))
    return 0
