"""Check the journal: does every entry fit its digest, every seal its entries and its chain, every
row of consequence the last entry about it?"""

import argparse

from hoaban.config import seals
from hoaban.core.files import queries as files

SUMMARY = "check journal and rows (--files: and the store); names the first entry that does not fit"
MOST_SAID = 20


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
    are_whole = rows_stand()
    return 0 if (not options.files or files_are_whole()) and report.is_whole and are_whole else 1


def rows_stand() -> bool:
    """Whether each row stands as its last entry left it; those that do not are named."""
    found = seals.compare()
    print(*found.strays[:MOST_SAID], sep="\n", end="\n" if found.strays else "")
    if len(found.strays) > MOST_SAID:
        print(f"... và {len(found.strays) - MOST_SAID} dòng khác hoặc hơn.")
    if found.under_another_secret:
        print(f"{found.under_another_secret} dòng ghi dưới HOABAN_SECRET khác: không so được.")
    if found.from_before:
        print(f"{found.from_before} dòng có từ bản trước, chưa mục nào của bản này xác nhận.")
        print("`hoaban prepare` xác nhận chúng như đang có.")
    if found.is_whole:
        print(f"{found.compared} dòng khớp với nhật ký.")
    return found.is_whole


def files_are_whole() -> bool:
    """Whether every stored file has the bytes it came with; those that have not are named."""
    words = {"missing": "không còn trong kho", "changed": "nội dung khác lúc nhận"}
    wrong = [f"Tệp {blob.sha256}: {words[how]}" for blob, how in files.changed()]
    print(*wrong, f"{len(wrong)} tệp sai." if wrong else "Kho tệp nguyên vẹn.", sep="\n")
    return not wrong
