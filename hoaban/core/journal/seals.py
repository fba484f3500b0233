"""What a seal says, byte for byte."""

import struct
from collections.abc import Iterable
from datetime import UTC
from hashlib import sha256

from hoaban.core.journal.models import Seal

_LINE = struct.Struct(">q32s")  # key of the entry, its digest


def packed(lines: Iterable[tuple[int, str]]) -> bytes:
    """Keys and digests (hexadecimal) as a seal keeps them."""
    return b"".join(_LINE.pack(pk, bytes.fromhex(digest)) for pk, digest in lines)


def digest(seal: Seal, previous: str) -> str:
    """SHA-256, in hexadecimal, over the digest of the seal before, the moment and the contents."""
    moment = seal.sealed_at.astimezone(UTC).isoformat(timespec="microseconds")
    head = f"hoaban seal\n{seal.number}\n{previous}\n{moment}\n{seal.count}\n"
    return sha256(head.encode() + bytes(seal.contents)).hexdigest()


def contents(seal: Seal) -> list[tuple[int, str]]:
    """The keys and digests a seal covers, in order; what is cut short is left out."""
    raw = bytes(seal.contents)
    whole = len(raw) - len(raw) % _LINE.size
    return [(pk, value.hex()) for pk, value in _LINE.iter_unpack(raw[:whole])]
