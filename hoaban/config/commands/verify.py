"""Check the journal: does every entry fit its digest, every seal its entries and its chain?"""

import argparse

from hoaban.config import seals

SUMMARY = "check the journal; names the first entry that does not fit and the unsealed tail"


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def run(_options: argparse.Namespace) -> int:
    report = seals.verify()
    print(report)
    return 0 if report.is_whole else 1
