"""Tell of the authority whose certificates sign; make a new one."""

import argparse

from hoaban.gateways.signing import contract

SUMMARY = "tell until when the signing authority holds; --new makes another, trusted beside it"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--new",
        action="store_true",
        help="new keys from now on; what the former authority signed stays good",
    )


def run(options: argparse.Namespace) -> int:
    found = contract.get().renew() if options.new else contract.get().health()
    if not found.is_ready:
        print(found.problem)
        return 1
    print(f"{found.authority}, until {found.expires_at:%d/%m/%Y}")
    return 0
