"""Check the journal: does every entry fit its digest, every seal its entries and its chain?"""

import argparse

from hoaban.config import seals

SUMMARY = "check the journal; names the first entry that does not fit and the unsealed tail"


def configure(_parser: argparse.ArgumentParser) -> None:
    """Take no options."""


def run(_options: argparse.Namespace) -> int:
    report = seals.verify()
    print(f"{report.seals} niêm, {report.sealed} mục đã niêm; niêm cuối: {report.last_seal or '-'}")
    age = f", cũ nhất {report.tail_age.total_seconds():.0f} giây" if report.tail_age else ""
    print(f"Chưa niêm: {report.tail} mục{age}")
    print(report.problem or "Nhật ký nguyên vẹn.")
    return 0 if report.is_whole else 1
