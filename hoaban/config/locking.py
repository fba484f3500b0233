"""A copy for a disk that leaves the house: one file, which nobody reads without its passphrase.

The copy's folder as a tar archive, in pieces of one megabyte, each sealed with AES-256-GCM under a
key that scrypt makes of the passphrase. A piece knows its place and whether it is the last, so
that none is changed, left out, repeated or cut off unseen.
"""

import os
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, BinaryIO, cast

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

ENDING = ".locked"
MAGIC = b"hoaban copy 1\n"
SALT, PREFIX = 16, 7  # bytes
TAG = 16  # bytes that each sealed piece is longer
PIECE = 1024**2
SHORTEST = 12  # characters of a passphrase


class NotUnlocked(Exception):
    """A locked copy could not be read, or the passphrase is none; the message says why."""


def passphrase(file: Path) -> bytes:
    """The passphrase that stands in a file, whose last line break is no part of it."""
    try:
        found = file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise NotUnlocked(f"{file} cannot be read: {error}") from error
    if len(found) < SHORTEST:
        raise NotUnlocked(f"{file}: a passphrase has at least {SHORTEST} characters")
    return found.encode()


def lock(copy: Path, target: Path, words: bytes) -> None:
    """Write a copy's folder as one locked file, which has its name only when it is whole."""
    partial = target.with_name(f"{target.name}.partial")
    try:
        _write(copy, partial, words)
        partial.rename(target)
    finally:
        partial.unlink(missing_ok=True)  # on a full disk it would keep it full


def _write(copy: Path, partial: Path, words: bytes) -> None:
    head = MAGIC + os.urandom(SALT + PREFIX)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(head)
        pieces = _Sealing(file, head, words)
        # A stream needs no more of a file than `write`.
        with tarfile.open(fileobj=cast("IO[bytes]", pieces), mode="w|") as archive:
            archive.add(copy, arcname=copy.name)
        pieces.finish()
        file.flush()
        os.fsync(file.fileno())


def unlock(locked: Path, folder: Path, words: bytes) -> Path:
    """Write the folder of a locked copy below `folder`, which is empty: where it is, whatever the
    locked file is called by now. Raises NotUnlocked.
    """
    with locked.open("rb") as file:
        head = file.read(len(MAGIC) + SALT + PREFIX)
        if not head.startswith(MAGIC) or len(head) < len(MAGIC) + SALT + PREFIX:
            raise NotUnlocked(f"{locked} is no locked copy")
        try:
            pieces = _Opening(file, head, words)  # a stream needs no more of a file than `read`
            with tarfile.open(fileobj=cast("IO[bytes]", pieces), mode="r|") as archive:
                archive.extractall(folder, filter="data")
        except (InvalidTag, tarfile.TarError) as error:
            raise NotUnlocked(
                f"{locked}: the passphrase is another one, or the file is damaged"
            ) from error
    return next(folder.iterdir(), folder)


def _cipher(head: bytes, words: bytes) -> AESGCM:
    salt = head[len(MAGIC) : len(MAGIC) + SALT]
    return AESGCM(Scrypt(salt=salt, length=32, n=2**15, r=8, p=1).derive(words))


def _nonce(head: bytes, number: int, *, is_last: bool) -> bytes:
    return head[-PREFIX:] + number.to_bytes(4) + bytes([is_last])


class _Sealing:
    """Takes what an archive writes, and writes it sealed."""

    def __init__(self, file: BinaryIO, head: bytes, words: bytes) -> None:
        self._file, self._head, self._cipher = file, head, _cipher(head, words)
        self._waits, self._number = bytearray(), 0

    def write(self, data: bytes) -> int:
        self._waits += data
        while len(self._waits) > PIECE:
            self._seal(bytes(self._waits[:PIECE]), is_last=False)
            del self._waits[:PIECE]
        return len(data)

    def finish(self) -> None:
        """The last piece, which says that nothing follows."""
        self._seal(bytes(self._waits), is_last=True)

    def _seal(self, piece: bytes, *, is_last: bool) -> None:
        nonce = _nonce(self._head, self._number, is_last=is_last)
        self._file.write(self._cipher.encrypt(nonce, piece, self._head))
        self._number += 1


class _Opening:
    """Gives an archive what the pieces hold, each once it is known to be whole."""

    def __init__(self, file: BinaryIO, head: bytes, words: bytes) -> None:
        self._pieces = self._opened(file, head, _cipher(head, words))
        self._waits = bytearray()

    def read(self, size: int) -> bytes:
        while len(self._waits) < size and (piece := next(self._pieces, None)) is not None:
            self._waits += piece
        found = bytes(self._waits[:size])
        del self._waits[:size]
        return found

    @staticmethod
    def _opened(file: BinaryIO, head: bytes, cipher: AESGCM) -> Iterator[bytes]:
        piece, number = file.read(PIECE + TAG), 0
        while True:
            following = file.read(PIECE + TAG)
            nonce = _nonce(head, number, is_last=not following)
            yield cipher.decrypt(nonce, piece, head)
            if not following:
                return
            piece, number = following, number + 1
