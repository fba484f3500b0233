"""Archives that would unpack to more than a machine can hold."""

import os
import tempfile
import zipfile
import zlib
from dataclasses import dataclass
from typing import IO, BinaryIO

from hoaban.core.refusals import Refusal

CHUNK = 65536


class ZipBomb(Refusal):
    """Tệp nén bung ra quá lớn hoặc lồng quá nhiều lớp nên không được nhận.

    files.harmful
    """


@dataclass(frozen=True, slots=True)
class Bounds:
    """How much may come out in bytes, how many times the archive's own length, of how many members,
    how deep archives may lie in one another (one inside another is 2).
    """

    unpacked: int
    ratio: int
    members: int
    nesting: int


@dataclass(slots=True)
class _Budget:
    """What may still come out, over all layers."""

    unpacked: int
    members: int
    nesting: int

    def spend(self, size: int) -> None:
        self.unpacked -= size
        if self.unpacked < 0:
            raise ZipBomb


def check(file: BinaryIO, *, bounds: Bounds) -> None:
    """Unpack an archive to nowhere, counting what really comes out. Refuses `ZipBomb`.

    What the archive says of itself is not believed. A damaged archive raises `zipfile.BadZipFile`.
    """
    size = file.seek(0, os.SEEK_END)
    most = min(bounds.unpacked, max(size, CHUNK) * bounds.ratio)
    _walk(file, _Budget(most, bounds.members, bounds.nesting))


def _walk(file: IO[bytes], budget: _Budget, *, depth: int = 1) -> None:
    if depth > budget.nesting:
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


def inflated(compressed: memoryview, *, most: int) -> int:
    """How many bytes a deflated stream gives, `most` at most; 0 where it is none."""
    inflating, found = zlib.decompressobj(), 0
    for at in range(0, len(compressed), CHUNK):
        try:
            piece = inflating.decompress(compressed[at : at + CHUNK], CHUNK)
            found += len(piece)
            while found < most and inflating.unconsumed_tail and not inflating.eof:
                found += len(inflating.decompress(inflating.unconsumed_tail, 16 * CHUNK))
        except zlib.error:
            break
        if inflating.eof or found >= most:
            break
    return min(found, most)
