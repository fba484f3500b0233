"""Put a copy back, bring it to this version and check its journal."""

import argparse
from pathlib import Path

from hoaban.config import restores
from hoaban.config.commands import prepare, verify

SUMMARY = "put a copy back (the house is stopped); what stood there before is put aside"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("copy", type=Path, help="a folder that `hoaban backup` made")


def run(options: argparse.Namespace) -> int:
    print(restores.put_back(options.copy))
    prepare.prepare()
    return verify.run(argparse.Namespace(files=False))
