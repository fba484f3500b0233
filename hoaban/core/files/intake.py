"""Bytes on their way in: streamed to a file beside the store, hashed as they come."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Protocol

from django.core.files import File
from django.core.files.storage import default_storage
from django.utils.formats import number_format

from hoaban.core.files import limits
from hoaban.core.refusals import Refusal

CHUNK = 65536
COPY = ".mended"


class EmptyFile(Refusal):
    """Tệp gửi lên không có nội dung; vui lòng chọn lại tệp.

    files.readable
    """


class FileTooLarge(Refusal):
    """Tệp gửi lên lớn hơn {limit} MB là mức hệ thống nhận được; vui lòng giảm dung lượng."""


class Readable(Protocol):
    """Anything bytes can be read from: an open file, an upload."""

    def read(self, size: int, /) -> bytes: ...


@dataclass(frozen=True, slots=True)
class Received:
    """A stream as it arrived, whole, on this machine's disk."""

    path: Path
    size: int
    sha256: str

    @property
    def copy(self) -> Path:
        """Where a mended copy may be written; gone with the rest."""
        return self.path.with_suffix(COPY)


def of(path: Path) -> Received:
    """What was written beside the store by a check of ours."""
    with path.open("rb") as file:
        digest = file_digest(file, "sha256").hexdigest()
    return Received(path, path.stat().st_size, digest)


class _Ready(File):  # type: ignore[type-arg]  # the class takes its argument in the stubs alone
    """Lets the file system storage take the file by renaming it."""

    def temporary_file_path(self) -> str:
        return str(self.name)


@contextmanager
def received(stream: Readable) -> Iterator[Received]:
    """Stream to a temporary file, hashing. Refuses `EmptyFile` and `FileTooLarge`.

    The file is gone afterwards unless it was moved into the store.
    """
    handle, name = tempfile.mkstemp(dir=_beside_the_store())
    try:
        size, digest = _copy(stream, handle)
        yield Received(Path(name), size, digest)
    finally:
        for left in (Path(name), Path(name).with_suffix(COPY)):
            left.unlink(missing_ok=True)


def _copy(stream: Readable, handle: int) -> tuple[int, str]:
    size, digest, most = 0, sha256(), limits.max_bytes()
    with os.fdopen(handle, "wb") as file:
        while chunk := stream.read(CHUNK):
            size += len(chunk)
            if size > most:
                raise FileTooLarge(limit=number_format(most / limits.MEGABYTE, decimal_pos=0))
            digest.update(chunk)
            file.write(chunk)
        file.flush()
        os.fsync(file.fileno())
    if not size:
        raise EmptyFile
    return size, digest.hexdigest()


def keep(arrived: Received, path: str) -> None:
    """Put the bytes into the store under their own digest, unless they lie there already."""
    if default_storage.exists(path):
        if default_storage.size(path) == arrived.size:
            return
        default_storage.delete(path)
    with arrived.path.open("rb") as file:
        kept = default_storage.save(path, _Ready(file, name=str(arrived.path)))
    if kept != path:  # another upload of the same bytes was faster
        default_storage.delete(kept)
    _flush_folder(path)


def forget(before: datetime) -> int:
    """Remove what a process that was killed had taken in half, since nobody else does: how many
    files that were.
    """
    home = _beside_the_store()
    left = [
        path
        for path in (Path(home).iterdir() if home else ())
        if path.is_file() and path.stat().st_mtime < before.timestamp()
    ]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _beside_the_store() -> str | None:
    """A folder on the store's own file system, so that the last step is a rename."""
    try:
        folder = Path(default_storage.path("files/incoming"))
    except NotImplementedError:  # the store is elsewhere
        return None
    folder.mkdir(parents=True, exist_ok=True)
    return str(folder)


def _flush_folder(path: str) -> None:
    """Power may fail: the name must be on the disk like the bytes."""
    try:
        folder = Path(default_storage.path(path)).parent
    except NotImplementedError:
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
