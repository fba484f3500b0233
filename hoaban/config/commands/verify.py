"""Check the journal: does every entry fit its digest, every seal its entries and its chain?"""

import argparse

from hoaban.config import seals
from hoaban.core.files import queries as files

SUMMARY = "check the journal (--files: and the store); names the first entry that does not fit"


def configure(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--files", action="store_true", help="every stored file too: takes as long as reading them"
    )


def run(options: argparse.Namespace) -> int:
    report = seals.verify()
    print(f"{report.seals} niêm, {report.sealed} mục đã niêm; niêm cuối: {report.last_seal or '-'}")
    age = f", cũ nhất {report.tail_age.total_seconds():.0f} giây" if report.tail_age else ""
    print(f"Chưa niêm: {report.tail} mục{age}")
    print(report.problem or "Nhật ký nguyên vẹn.")
    is_whole = report.is_whole
    return 0 if (not options.files or files_are_whole()) and is_whole else 1


def files_are_whole() -> bool:
    """Whether every stored file has the bytes it came with; those that have not are named."""
    words = {"missing": "không còn trong kho", "changed": "nội dung khác lúc nhận"}
    wrong = [f"Tệp {blob.sha256}: {words[how]}" for blob, how in files.changed()]
    print(*wrong, f"{len(wrong)} tệp sai." if wrong else "Kho tệp nguyên vẹn.", sep="\n")
    return not wrong
