"""Reads the inside of strangers' files. Runs in the process of `isolated`, which bounds its cost.

Takes and gives plain values (paths, numbers, words), knows no settings and no language.
"""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

import pikepdf

from hoaban.core.files import active, archives, packed, pictures
from hoaban.core.files.enums import Shape

_TABLE: Final = re.compile(rb"/(?:XRef|ObjStm)\b")
_TABLE_HEAD: Final = 4096  # bytes between the name of a table and its data
_MOST_TABLES: Final = 5000
_MOST_INFLATED: Final = 64 * 1024 * 1024  # what all tables of a PDF may unpack to
_MOST_PAGES: Final = 5000
_TAIL: Final = 1024  # bytes in which readers look for the end of a PDF
_SIDE: Final = re.compile(rb"/(?:Width|Height)[ \r\n\t]{1,8}(\d{5,9})")
_REBUILT: Final = "file is damaged"  # as the library says that it made the tables anew
_OBJECT: Final = re.compile(rb"\d[ \r\n]{1,4}obj\b")


def pdf(path: str, *, copy: str = "") -> Shape:
    """A reader finds its pages, anybody can open it, and nothing in it runs.

    Where the file has faults that readers mend as they open it, a mended copy is written to `copy`.
    """
    content = Path(path).read_bytes()
    if not _tables_are_small(content):
        return Shape.BOMB
    if any(int(side) > pictures.LONGEST_SIDE for side in _SIDE.findall(content)):
        return Shape.TOO_MANY_PIXELS
    is_framed = content.startswith(b"%PDF-") and b"%%EOF" in content[-_TAIL:]
    is_torn = _is_torn(content)
    del content
    try:
        with pikepdf.open(path) as found:
            is_damaged = any(_REBUILT in str(said) for said in found.get_warnings())
            shape = Shape.BROKEN if is_damaged and is_torn else _opened(found)
            has_faults = is_damaged or not is_framed
            return _mended(found, copy) if shape == Shape.WHOLE and has_faults and copy else shape
    except pikepdf.PasswordError:
        return Shape.LOCKED
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 - a stranger's file may break the reader in any way
        return Shape.LOCKED if "encrypt" in str(error).lower() else Shape.BROKEN


def _is_torn(content: bytes) -> bool:
    """The end did not come: readers would show what came, and white pages for the rest."""
    at = content.rfind(b"startxref")
    return at < 0 or bool(_OBJECT.search(content, at))


def _opened(found: pikepdf.Pdf) -> Shape:
    """An owner's password alone locks nobody out."""
    count = len(found.pages)
    if count > _MOST_PAGES:
        return Shape.TOO_MANY_PAGES
    return active.found_in(found) if count else Shape.BROKEN


def _mended(found: pikepdf.Pdf, copy: str) -> Shape:
    """Write what the reader understood; the same file always gives the same copy."""
    try:
        found.save(
            copy,
            deterministic_id=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.none,
        )
    except (pikepdf.PdfError, OSError):
        Path(copy).unlink(missing_ok=True)
        return Shape.WHOLE
    return Shape.MENDED


def _tables_are_small(content: bytes) -> bool:
    """Readers unpack the tables of a PDF whole: how much would come out of all of them?"""
    data, room, begun = memoryview(content), _MOST_INFLATED, -1
    for number, table in enumerate(_TABLE.finditer(content)):
        if number >= _MOST_TABLES:
            return False
        at = content.find(b"stream", table.end(), table.end() + _TABLE_HEAD)
        if at <= begun:
            continue
        begun = at
        start = at + len(b"stream")
        while content[start : start + 1] in (b"\r", b"\n"):
            start += 1
        room -= archives.inflated(data[start:], most=room)
        if room <= 0:
            return False
    return True


def archive(path: str, *, bounds: dict[str, int]) -> Shape:
    """Every member of the archive can be unpacked, within the bounds."""
    try:
        with Path(path).open("rb") as file:
            archives.check(file, bounds=archives.Bounds(**bounds))
    except archives.ZipBomb:
        return Shape.BOMB
    except (zipfile.BadZipFile, zlib.error, RuntimeError, NotImplementedError, EOFError, OSError):
        return Shape.BROKEN
    return Shape.WHOLE


def archive_kind(path: str) -> str:
    """A document of an office, or just a zip."""
    return packed.kind(path)
