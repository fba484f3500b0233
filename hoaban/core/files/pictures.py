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
_ARITHMETIC: Final = frozenset(range(0xC9, 0xD0))
_LEAST_SHARE: Final = 512  # pixels for which a JPEG needs a byte: a block of 64 takes a bit or more
_DEFLATED: Final = 1032  # bytes that a byte of a PNG's data becomes at most
_UNPACKED: Final = 64 * 1024 * 1024  # of a PNG: whoever made so much of it made the rest
_PIECE: Final = 1024 * 1024
_CHANNELS: Final = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}  # by the kind of colour that its head names
# Of an interlaced PNG: first column and row of each pass, and how far apart they lie.
_STEPS: Final = tuple(
    tuple(map(int, one)) for one in ("0088", "4088", "0448", "2044", "0224", "1022", "0112")
)


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
    at, pixels, scanned, in_scan = len(_JPEG_HEAD), 0, 0, False
    for _ in range(_MOST_SEGMENTS):
        found = _MARKER.search(content, at)
        if found is None:
            return Shape.BROKEN
        scanned += found.start() - at if in_scan else 0
        marker, at = found[0][-1], found.end()
        if marker == _EOI:
            return Shape.WHOLE if pixels and scanned > pixels // _LEAST_SHARE else Shape.BROKEN
        if marker in _SOF:
            height, width = (int.from_bytes(content[at + i : at + i + 2]) for i in (3, 5))
            if is_too_large(width, height):
                return Shape.TOO_MANY_PIXELS
            pixels = 1 if marker in _ARITHMETIC and width and height else width * height
        in_scan = marker == _SOS and pixels > 0
        at += max(int.from_bytes(content[at : at + 2]), 2)
    return Shape.BROKEN  # no camera writes so many segments


def png(path: Path) -> Shape:
    """To the end chunk; every chunk that the picture needs fits its check sum, as readers ask, and
    its data unpack to as many points as it says.
    """
    content = memoryview(path.read_bytes())
    at = len(_PNG_HEAD)
    data: list[memoryview] = []
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
            return Shape.WHOLE if _is_filled(bytes(content[16:29]), data) else Shape.BROKEN
        if bytes(body[:4]) == b"IDAT":
            data.append(body[4:])
        at = end
    return Shape.BROKEN


def _is_sound(body: memoryview, check_sum: memoryview) -> bool:
    """A small first letter marks a chunk that readers may leave out."""
    return bytes(body[:1]).islower() or zlib.crc32(body) == int.from_bytes(check_sum)


def _is_filled(head: bytes, data: list[memoryview]) -> bool:
    """Whether what came unpacks to the points of the picture, as far as `_UNPACKED` of them."""
    wanted = _wanted(head)
    if not wanted or sum(map(len, data)) * _DEFLATED < wanted:
        return False
    unpacker, left = zlib.decompressobj(), min(wanted, _UNPACKED)
    try:
        for piece in data:
            waiting: bytes | memoryview = piece
            while left > 0 and waiting and not unpacker.eof:
                left -= len(unpacker.decompress(waiting, _PIECE))
                waiting = unpacker.unconsumed_tail
    except zlib.error:
        return False
    return left <= 0 or len(unpacker.flush()) >= left


def _wanted(head: bytes) -> int:
    """Bytes of the rows of a picture, each with its filter; 0 for a head that means nothing."""
    width, height = int.from_bytes(head[:4]), int.from_bytes(head[4:8])
    bits = head[8] * _CHANNELS.get(head[9], 0)
    if not bits:
        return 0
    if not head[12]:
        return height * (1 + -(-width * bits // 8))
    total = 0
    for column, row, apart, below in _STEPS:
        columns, rows = -(-(width - column) // apart), -(-(height - row) // below)
        if columns > 0 and rows > 0:
            total += rows * (1 + -(-columns * bits // 8))
    return total
