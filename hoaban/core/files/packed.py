"""What an archive is: a document of an office, one with macros, or just a zip.

Runs in the process of `isolated`, which bounds its cost.
"""

import zipfile
from typing import BinaryIO, Final

from hoaban.core.files import kinds, limits

_MACRO: Final = "vbaproject.bin"
_LONGEST_KIND: Final = 100


def kind(file: str | BinaryIO) -> str:
    """The kind (MIME) by the parts that lie in it; `file` is a path or an open file."""
    try:
        with zipfile.ZipFile(file) as found:
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
