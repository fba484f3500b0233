"""Pictures as they lie on the disk: whole or torn, and how large they say they are.

Each reads the file once, from front to back; the number of steps is bounded.
"""

import mmap
import re
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
_JPEG_HEAD: Final = b"\xff\xd8"
_MARKER: Final = re.compile(rb"\xff+[^\x00\x01\xd0-\xd8\xff]", re.DOTALL)  # none inside a scan
_SOS, _EOI = 0xDA, 0xD9


def is_too_large(width: int, height: int) -> bool:
    """Whether whoever opens the picture would pay for it."""
    return max(width, height) > LONGEST_SIDE or width * height > MOST_PIXELS


def jpeg(path: Path) -> Shape:
    """From marker to marker, to the end that ends the picture's own scans.

    What a telephone keeps behind that end (a film, a second picture) may hold any bytes.
    """
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
        return _jpeg(content)


def _jpeg(content: mmap.mmap) -> Shape:
    at, has_frame, has_scan = len(_JPEG_HEAD), False, False
    for _ in range(_MOST_SEGMENTS):
        found = _MARKER.search(content, at)
        if found is None:
            return Shape.BROKEN
        marker, at = found[0][-1], found.end()
        if marker == _EOI:
            return Shape.WHOLE if has_scan else Shape.BROKEN
        if marker in _SOF:
            height, width = (int.from_bytes(content[at + i : at + i + 2]) for i in (3, 5))
            if is_too_large(width, height):
                return Shape.TOO_MANY_PIXELS
            has_frame = bool(width and height)
        has_scan = has_scan or (marker == _SOS and has_frame)
        at += max(int.from_bytes(content[at : at + 2]), 2)
    return Shape.BROKEN  # no camera writes so many segments


def png(path: Path) -> Shape:
    """To the end chunk; every chunk that the picture needs fits its check sum, as readers ask."""
    content = memoryview(path.read_bytes())
    at = len(_PNG_HEAD)
    if bytes(content[:at]) != _PNG_HEAD:
        return Shape.BROKEN
    if is_too_large(int.from_bytes(content[16:20]), int.from_bytes(content[20:24])):
        return Shape.TOO_MANY_PIXELS
    for _ in range(_MOST_CHUNKS):
        length = int.from_bytes(content[at : at + 4])
        body, end = content[at + 4 : at + 8 + length], at + 12 + length
        if end > len(content) or not _is_sound(body, content[end - 4 : end]):
            return Shape.BROKEN
        if bytes(body[:4]) == b"IEND":
            return Shape.WHOLE
        at = end
    return Shape.BROKEN


def _is_sound(body: memoryview, check_sum: memoryview) -> bool:
    """A small first letter marks a chunk that readers may leave out."""
    return bytes(body[:1]).islower() or zlib.crc32(body) == int.from_bytes(check_sum)
