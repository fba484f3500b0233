"""What is attached to a PDF, judged by its content and by its name, whichever is worse.

Runs in the process of `isolated`, which bounds its cost.
"""

import io
import re
import zipfile
import zlib
from typing import Final

import pikepdf

from hoaban.core.files import kinds, packed
from hoaban.core.files.enums import Shape

MOST: Final = 32 * 1024 * 1024  # bytes of one attachment that are looked into
_PROGRAMS: Final = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"L\0\0\0\x01\x14\x02\0",
)
_ARCHIVES: Final = (b"Rar!", b"7z\xbc\xaf\x27\x1c", b"\x1f\x8b", b"MSCF", b"BZh", b"\xfd7zXZ\0")
_OLE: Final = bytes.fromhex("d0cf11e0a1b11ae1")
_PAGES: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|script|svg)\b", re.IGNORECASE
)
_ENDINGS: Final = re.compile(
    r"\.(?:exe|com|scr|pif|bat|cmd|msi|ps1|vbs?|vbe|jse?|wsf|hta|lnk|jar|apk|app|dll|sh|reg"
    r"|do[ct]m|xls[mb]|xltm|pp[ts]m|x?html?|xht|shtml?|mht(?:ml)?|svgz?|url|iso|img|vhdx?)[ .]*$",
    re.IGNORECASE,
)


def judged(names: pikepdf.Object, files: pikepdf.Dictionary) -> tuple[Shape, list[bytes]]:
    """`PROGRAM`, `PACKED` or `WHOLE`, and the attached PDFs, which are looked at like this one."""
    if any(_ENDINGS.search(str(names.get(key, ""))) for key in ("/UF", "/F")):
        return Shape.PROGRAM, []
    contents = [_content(one) for _key, one in files.items() if isinstance(one, pikepdf.Stream)]
    shapes = [_judged(content) for content in contents]
    inner = [content for content in contents if content[:1024].find(b"%PDF-") >= 0]
    return next((shape for shape in shapes if shape != Shape.WHOLE), Shape.WHOLE), inner


def _judged(content: bytes) -> Shape:
    if content.startswith((*_PROGRAMS, _OLE)) or _PAGES.match(content):
        return Shape.PROGRAM
    if content.startswith(_ARCHIVES):
        return Shape.PACKED
    file = io.BytesIO(content)
    if not zipfile.is_zipfile(file) and not content.startswith(b"PK\x03\x04"):
        return Shape.WHOLE
    found = packed.kind(file)  # a program of Java is a zip too, whatever stands before it
    if found == kinds.MACROS:
        return Shape.PROGRAM
    return Shape.PACKED if found == kinds.ZIP else Shape.WHOLE


def _content(file: pikepdf.Stream) -> bytes:
    """As much of it as is looked into; what is packed in no common way is unpacked whole."""
    raw = bytes(file.read_raw_bytes())
    if "/Filter" not in file:
        return raw[:MOST]
    if file.get("/Filter") in (pikepdf.Name.FlateDecode, pikepdf.Name.Fl):
        try:
            return zlib.decompressobj().decompress(raw, MOST)
        except zlib.error:
            return raw[:MOST]
    return bytes(file.read_bytes())[:MOST]
