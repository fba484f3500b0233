"""Put a copy back, bring it to this version and check its journal."""

import argparse
import subprocess
import sys
from pathlib import Path

from hoaban.config import locking, restores

SUMMARY = "put a copy back (the house is stopped); what stood there before is put aside"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("copy", type=Path, help="a folder or locked file that `hoaban backup` made")
    parser.add_argument("--lock", type=Path, default=None, help="file with its passphrase")


def _put_back(options: argparse.Namespace) -> str:
    if options.lock is None:
        return restores.put_back(options.copy)
    return restores.put_back_locked(options.copy, locking.passphrase(options.lock))


def run(options: argparse.Namespace) -> int:
    print(_put_back(options), flush=True)
    # The copy brings its own secret, which a process reads when it starts.
    for command in ("prepare", "verify"):
        done = subprocess.run([sys.executable, "-m", "hoaban.config", command], check=False)
        if done.returncode:
            return done.returncode
    return 0
