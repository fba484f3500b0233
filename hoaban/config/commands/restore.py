"""Put a copy back, bring it to this version and check its journal."""

import argparse
import subprocess
import sys
from pathlib import Path

from hoaban.config import restores

SUMMARY = "put a copy back (the house is stopped); what stood there before is put aside"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("copy", type=Path, help="a folder that `hoaban backup` made")


def run(options: argparse.Namespace) -> int:
    print(restores.put_back(options.copy), flush=True)
    # The copy brings its own secret, which a process reads when it starts.
    for command in ("prepare", "verify"):
        done = subprocess.run([sys.executable, "-m", "hoaban.config", command], check=False)
        if done.returncode:
            return done.returncode
    return 0
