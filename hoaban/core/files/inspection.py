"""Reads the inside of strangers' files. Runs in the process of `isolated`, which bounds its cost.

Takes and gives plain values (paths, numbers, words), knows no settings and no language.
"""

import re
import zipfile
import zlib
from pathlib import Path
from typing import Final

from pyhanko.pdf_utils.crypt import AuthStatus
from pyhanko.pdf_utils.misc import PdfDecodeLimitError
from pyhanko.pdf_utils.reader import PdfFileReader

from hoaban.core.files import archives, kinds, limits, pictures
from hoaban.core.files.enums import Shape

_TABLE: Final = re.compile(rb"/(?:XRef|ObjStm)\b")
_TABLE_HEAD: Final = 4096  # bytes between the name of a table and its data
_MOST_TABLES: Final = 5000
_MOST_INFLATED: Final = 64 * 1024 * 1024  # what all tables of a PDF may unpack to
_MOST_PAGES: Final = 5000
_SIDE: Final = re.compile(rb"/(?:Width|Height)[ \r\n\t]{1,8}(\d{5,9})")
_MACRO: Final = "vbaproject.bin"
_LONGEST_KIND: Final = 100


def pdf(path: str) -> Shape:
    """Its tables lead to a catalogue with pages, and anybody can open it."""
    with Path(path).open("rb") as file:
        content = file.read()
        if not _tables_are_small(content):
            return Shape.BOMB
        if any(int(side) > pictures.LONGEST_SIDE for side in _SIDE.findall(content)):
            return Shape.TOO_MANY_PIXELS
        del content
        try:
            return _opened(PdfFileReader(file, strict=False))
        except PdfDecodeLimitError:
            return Shape.BOMB
        except (MemoryError, RecursionError):
            raise
        except Exception:  # noqa: BLE001 - a stranger's file may break the reader in any way
            return Shape.BROKEN


def _opened(reader: PdfFileReader) -> Shape:
    """Locked where no empty password opens it: an owner's password alone locks nobody out."""
    if reader.encrypted:
        try:
            if reader.decrypt("").status == AuthStatus.FAILED:
                return Shape.LOCKED
        except (MemoryError, RecursionError):
            raise
        except Exception:  # noqa: BLE001 - a way of locking that the reader does not know
            return Shape.LOCKED
    count = int(reader.root["/Pages"]["/Count"])
    if count > _MOST_PAGES:
        return Shape.TOO_MANY_PAGES
    return Shape.WHOLE if count > 0 else Shape.BROKEN


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
    try:
        with zipfile.ZipFile(path) as found:
            names = set(found.namelist())
            if any(name.lower().endswith(_MACRO) for name in names):
                return kinds.MACROS
            if "mimetype" in names and found.getinfo("mimetype").file_size < _LONGEST_KIND:
                return _odf_kind(found, names)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError):
        return kinds.ZIP
    if "[Content_Types].xml" in names:
        return next((kind for part, kind in kinds.PARTS.items() if part in names), kinds.ZIP)
    return kinds.ZIP


def _odf_kind(found: zipfile.ZipFile, names: set[str]) -> str:
    said = found.read("mimetype").decode("ascii", "replace").strip()
    return said if said.startswith(limits.ODF) and "content.xml" in names else kinds.ZIP
