"""Is the file whole? A torn upload is told at once, while the sender is there."""

import mmap
import re
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pyhanko.pdf_utils.reader import PdfFileReader

from hoaban.core.files import archives, kinds, limits
from hoaban.core.refusals import Refusal

_TABLES: Final = re.compile(rb"/(?:XRef|ObjStm)\b.{0,4096}?stream\r?\n", re.DOTALL)
_TABLE_MOST: Final = 64 * limits.MEGABYTE  # what one table of a PDF may unpack to
_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"


class BrokenFile(Refusal):
    """Tệp {kind} bị hỏng hoặc tải lên chưa hết, không mở được; vui lòng gửi lại.

    Luật Giao dịch điện tử 51/2005/QH11, Điều 12.
    """


def check(path: Path, kind: str) -> None:
    """Refuse `BrokenFile` or `ZipBomb`. Kinds we cannot read are let through as they are."""
    looks_whole = _CHECKS.get(kind)
    if looks_whole is None and zipfile.is_zipfile(path):
        looks_whole = _is_whole_zip
    if looks_whole and not looks_whole(path):
        raise BrokenFile(kind=kinds.label(kind))


def _is_whole_zip(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            archives.check(file, size=path.stat().st_size)
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        return False
    return True


def _is_whole_pdf(path: Path) -> bool:
    """The tables lead to a catalogue with pages."""
    _check_tables(path)
    try:
        with path.open("rb") as file:
            reader = PdfFileReader(file, strict=False)
            return reader.encrypted or int(reader.root["/Pages"]["/Count"]) > 0
    except Exception:  # noqa: BLE001 - a stranger's file may break the reader in any way
        return False


def _check_tables(path: Path) -> None:
    """The reader unpacks the tables of a PDF whole: look first how much would come out."""
    content = path.read_bytes()
    for table in _TABLES.finditer(content):
        archives.check_inflated(content[table.end() :], most=_TABLE_MOST)


def _is_whole_jpeg(path: Path) -> bool:
    """The picture's own end stands after its last scan: an inner thumbnail's end does not count."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return -1 < content.rfind(b"\xff\xda") < content.rfind(b"\xff\xd9")


def _is_whole_png(path: Path) -> bool:
    """Every chunk fits its check sum, to the end chunk."""
    content = path.read_bytes()
    at = len(_PNG_HEAD)
    while content.startswith(_PNG_HEAD) and at + 12 <= len(content):
        length = int.from_bytes(content[at : at + 4])
        body = content[at + 4 : at + 8 + length]
        if zlib.crc32(body) != int.from_bytes(content[at + 8 + length : at + 12 + length]):
            return False
        if body.startswith(b"IEND"):
            return True
        at += 12 + length
    return False


_CHECKS: Final[dict[str, Callable[[Path], bool]]] = {
    kinds.PDF: _is_whole_pdf,
    kinds.JPEG: _is_whole_jpeg,
    kinds.PNG: _is_whole_png,
}
