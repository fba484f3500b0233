"""Files that come in pieces over a thin line: each sender's apart, gone on with after a break.

A file on its way is a file beside the store, under a key that the sender chose: the digest of its
bytes where the sender's browser can count one, so that the same file goes on where it stopped. It
is nobody's until a page takes it in, by the same checks as a file that came at once.
"""

import fcntl
import hashlib
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, Final

from django.core.files.storage import default_storage
from django.utils.formats import number_format

from hoaban.core.files import limits
from hoaban.core.files.intake import EmptyFile, FileTooLarge
from hoaban.core.refusals import Busy, NotWellFormed, Refusal

KEY: Final = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")  # by chance, or the SHA-256 of the file
NAMED: Final = re.compile(
    r"(?P<key>[0-9a-f]{32}|(?P<digest>[0-9a-f]{64})):(?P<size>[0-9]{1,12}):(?P<name>[^\r\n]{0,300})"
)
LEAST: Final = 16 * 1024  # bytes of a piece that is not the last one
MOST: Final = 512 * 1024
MOST_FILES: Final = 30  # of one sender, on their way or arrived and not taken in
MOST_ROOM: Final = 5  # times the longest file: what one sender's files on their way may take
SPARE: Final = 512 * limits.MEGABYTE  # what the disk keeps free of them
LOCK: Final = "lock"
HOURS: Final = 24  # that a file on its way is kept since its last piece


class TooMuchOnTheWay(Refusal):
    """Bạn đang có quá nhiều tệp gửi dở; vui lòng bấm tiếp tục để hệ thống nhận các tệp đã đến,
    rồi gửi tiếp.
    """


class NotArrived(Refusal):
    """Tệp này chưa đến đủ hoặc đã hỏng trên đường đi; vui lòng chọn lại tệp."""


class Misplaced(Refusal):
    """Phần tệp gửi lên không nối tiếp phần đã đến."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """A file that has arrived in pieces, as a page names it; `size` is what the sender says."""

    name: str
    path: Path
    size: int
    digest: str = ""  # in hexadecimal, where the sender knew it

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The bytes, whole. Refuses `NotArrived` where they lack something or are others.

        Of a file without bytes no piece ever comes: it is refused as `EmptyFile`.
        """
        if not self.size:
            raise EmptyFile
        try:
            file = self.path.open("rb")
        except FileNotFoundError as gone:
            raise NotArrived from gone
        with file:
            whole = self.path.stat().st_size == self.size
            if not whole or (self.digest and _digest(file) != self.digest):
                raise NotArrived
            file.seek(0)
            yield file

    def drop(self) -> None:
        """Forget the bytes: they were taken in, or never will be."""
        self.path.unlink(missing_ok=True)


def come(who: str, key: str) -> int:
    """How many bytes of this sender's file have come."""
    return _size(_path(who, key))


def add(who: str, key: str, piece: bytes, *, at: int, whole: int) -> int:
    """Put a piece behind what has come, and give how much that is now; `whole` is the file's size.

    Refuses `Misplaced` where `at` is not the end of what has come, `FileTooLarge`,
    `TooMuchOnTheWay`, a piece too small or too large, and `Busy` where the disk is nearly full.
    """
    if whole > limits.max_bytes():
        most = limits.max_bytes() / limits.MEGABYTE
        raise FileTooLarge(limit=number_format(most, decimal_pos=0))
    end = at + len(piece)
    if len(piece) > MOST or end > whole or (len(piece) < LEAST and end != whole):
        raise NotWellFormed(what="kích thước phần gửi")
    path = _path(who, key)
    with _alone(path.parent):
        if _size(path) != at:
            raise Misplaced
        _check_room(path, len(piece))
        with path.open("ab") as file:
            file.write(piece)
    return end


def arrived(who: str, said: str) -> Arrived | None:
    """The file that a page names (`key:size:name`); None where it names none."""
    found = NAMED.fullmatch(said)
    if found is None:
        return None
    path = _path(who, found["key"])
    return Arrived(found["name"], path, int(found["size"]), found["digest"] or "")


def forget(before: datetime) -> int:
    """Remove what nobody went on with since, and the folders that are empty then; how many files
    that were.
    """
    home, gone = _home(), 0
    for folder in home.iterdir() if home.exists() else ():
        with _alone(folder):
            for path in _files(folder):
                if path.stat().st_mtime < before.timestamp():
                    path.unlink(missing_ok=True)
                    gone += 1
            if not _files(folder):
                (folder / LOCK).unlink()
                with suppress(OSError):  # somebody sends into it again
                    folder.rmdir()
    return gone


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name != LOCK]


def _check_room(path: Path, more: int) -> None:
    others = [one for one in _files(path.parent) if one != path]
    room = sum(_size(one) for one in others) + _size(path) + more
    if len(others) >= MOST_FILES or room > MOST_ROOM * limits.max_bytes():
        raise TooMuchOnTheWay
    if shutil.disk_usage(path.parent).free < SPARE + more:
        raise Busy


@contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """One piece of a sender at a time, over all processes of this machine.

    Who waited for the lock of a folder that `forget` removed meanwhile makes another.
    """
    while True:
        folder.mkdir(parents=True, exist_ok=True)
        try:
            lock = (folder / LOCK).open("ab")
        except FileNotFoundError:
            continue
        with lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if os.fstat(lock.fileno()).st_nlink:
                yield
                return


def _path(who: str, key: str) -> Path:
    if not KEY.fullmatch(key):
        raise NotWellFormed(what="khóa tệp")
    return _home() / hashlib.sha256(who.encode()).hexdigest()[:32] / key


def _home() -> Path:
    """Beside the store; where the store is elsewhere, in this machine's place for such files."""
    try:
        return Path(default_storage.path("files/incoming/pieces"))
    except NotImplementedError:
        return Path(tempfile.gettempdir()) / "hoaban-pieces"


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0


def _digest(file: BinaryIO) -> str:
    found = hashlib.sha256()
    while chunk := file.read(MOST):
        found.update(chunk)
    return found.hexdigest()
