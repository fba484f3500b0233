"""Pictures as they lie on the disk: whole or torn, and how large they say they are.

Each reads the file once, from front to back; the number of steps is bounded.
"""

import mmap
import zlib
from pathlib import Path
from typing import Final

from hoaban.core.files.enums import Shape

MILLION: Final = 1_000_000
MOST_PIXELS: Final = 120 * MILLION  # A3 at 600 points an inch, the cameras of telephones
LONGEST_SIDE: Final = 30_000
_MOST_CHUNKS: Final = 20_000
_MOST_SEGMENTS: Final = 2_000
_PNG_HEAD: Final = b"\x89PNG\r\n\x1a\n"
_SOF: Final = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
_FILL: Final = 0xFF
_ALONE: Final = frozenset({0x00, 0x01, *range(0xD0, 0xD9)})  # markers without a length
_SOS: Final = 0xDA


def is_too_large(width: int, height: int) -> bool:
    """Whether whoever opens the picture would pay for it."""
    return max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS


def jpeg(path: Path) -> Shape:
    """The picture's own end stands after its last scan: an inner thumbnail's end does not count."""
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        if is_too_large(*_jpeg_size(content)):
            return Shape.TOO_MANY_PIXELS
        is_whole = -1 < content.rfind(b"\xff\xda") < content.rfind(b"\xff\xd9")
        return Shape.WHOLE if is_whole else Shape.BROKEN


def _jpeg_size(content: mmap.mmap) -> tuple[int, int]:
    """Width and height as the first frame declares them; (0, 0) where none does before the scan."""
    at = 2
    for _ in range(_MOST_SEGMENTS):
        at = content.find(b"\xff", at)
        if at < 0 or at + 9 > len(content):
            return 0, 0
        marker = content[at + 1]
        if marker in _SOF:
            return int.from_bytes(content[at + 7 : at + 9]), int.from_bytes(
                content[at + 5 : at + 7]
            )
        if marker == _SOS:
            return 0, 0
        if marker == _FILL:
            at += 1
        elif marker in _ALONE:
            at += 2
        else:
            at += 2 + max(int.from_bytes(content[at + 2 : at + 4]), 2)
    return LONGEST_SIDE + 1, 1  # no camera writes so many segments before its picture


def png(path: Path) -> Shape:
    """Every chunk fits its check sum, to the end chunk."""
    content = memoryview(path.read_bytes())
    at = len(_PNG_HEAD)
    if bytes(content[:at]) != _PNG_HEAD:
        return Shape.BROKEN
    if is_too_large(int.from_bytes(content[16:20]), int.from_bytes(content[20:24])):
        return Shape.TOO_MANY_PIXELS
    for _ in range(_MOST_CHUNKS):
        length = int.from_bytes(content[at : at + 4])
        body = content[at + 4 : at + 8 + length]
        if at + 12 > len(content) or zlib.crc32(body) != int.from_bytes(
            content[at + 8 + length : at + 12 + length]
        ):
            return Shape.BROKEN
        if bytes(body[:4]) == b"IEND":
            return Shape.WHOLE
        at += 12 + length
    return Shape.BROKEN
