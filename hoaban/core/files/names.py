"""A file's name as it may be kept and shown: one part, no tricks, an ending that is true."""

import re
import unicodedata
from pathlib import PurePosixPath

LONGEST = 150
NAMELESS = "tep-dinh-kem"

_UNUSABLE = re.compile(r'[<>:"|?*]')


def clean(name: str, endings: tuple[str, ...] = ()) -> str:
    """The last part of a name, NFC, without control or direction marks, at most 150 characters.

    Where `endings` (".pdf", …) are given and the name has none of them, the first is appended: a
    PDF called `hoadon.exe` becomes `hoadon.exe.pdf`.
    """
    text = unicodedata.normalize("NFC", name).replace("\\", "/").rpartition("/")[2]
    plain = "".join(c for c in text if unicodedata.category(c) not in {"Cc", "Cf", "Cs", "Co"})
    kept = " ".join(_UNUSABLE.sub("_", plain).split()).strip(". ")
    path = PurePosixPath(kept or NAMELESS)
    stem, ending = path.stem, path.suffix
    if endings and ending.lower() not in endings:
        stem, ending = path.name, endings[0]
    return stem[: LONGEST - len(ending)] + ending[:LONGEST]
