"""Archives that would unpack to more than a machine can hold."""

import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, BinaryIO

from hoaban.core.files import limits
from hoaban.core.refusals import Refusal

CHUNK = 65536


class ZipBomb(Refusal):
    """Tệp nén bung ra quá lớn hoặc lồng quá nhiều lớp nên không được nhận.

    Luật An toàn thông tin mạng 86/2015/QH13, Điều 11.
    """


@dataclass(slots=True)
class _Budget:
    """What may still come out, over all layers."""

    unpacked: int
    members: int

    def spend(self, size: int) -> None:
        self.unpacked -= size
        if self.unpacked < 0:
            raise ZipBomb


def check(file: BinaryIO, *, size: int) -> None:
    """Unpack an archive to nowhere, counting what really comes out. Refuses `ZipBomb`.

    The limits are FILES_MAX_UNPACKED, FILES_MAX_RATIO, FILES_MAX_MEMBERS and FILES_MAX_NESTING;
    what the archive says of itself is not believed. A damaged archive raises `zipfile.BadZipFile`.
    """
    most = min(limits.max_unpacked(), max(size, CHUNK) * limits.max_ratio())
    _walk(file, _Budget(most, limits.max_members()), depth=1)


def _walk(file: IO[bytes], budget: _Budget, *, depth: int) -> None:
    if depth > limits.max_nesting():
        raise ZipBomb
    with zipfile.ZipFile(file) as archive:
        members = archive.infolist()
        budget.members -= len(members)
        if budget.members < 0:
            raise ZipBomb
        for member in members:
            with archive.open(member) as unpacked:
                _read(unpacked, budget, depth)


def _read(unpacked: IO[bytes], budget: _Budget, depth: int) -> None:
    chunk = unpacked.read(CHUNK)
    if not chunk.startswith(b"PK\x03\x04"):
        while chunk:
            budget.spend(len(chunk))
            chunk = unpacked.read(CHUNK)
        return
    with tempfile.TemporaryFile() as inner:
        while chunk:
            budget.spend(len(chunk))
            inner.write(chunk)
            chunk = unpacked.read(CHUNK)
        if zipfile.is_zipfile(inner):
            inner.seek(0)
            _walk(inner, budget, depth=depth + 1)


def check_inflated(compressed: bytes, *, most: int) -> None:
    """Refuse `ZipBomb` for a deflated stream that gives more than `most` bytes."""
    inflating = zlib.decompressobj()
    try:
        inflating.decompress(compressed, most)
    except zlib.error:
        return
    if inflating.unconsumed_tail:
        raise ZipBomb
