"""Uploads on their way to a page: what comes beyond the limit is not written down."""

from typing import Any, Final, Protocol

from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http.multipartparser import MultiPartParser

from hoaban.core.files import limits

_LONGEST_HEAD: Final = 8192  # bytes; the library refuses longer ones
_OLD: Final = "cp1258"  # Windows, for Vietnamese, before Unicode


class Stream(Protocol):
    """Where a body comes from."""

    def read(self, size: int, /) -> bytes: ...


class Bounded(TemporaryFileUploadHandler):
    """Keeps the first bytes of a file that is too large, and its true size for the refusal.

    So a stranger's endless upload fills no disk, and the form still says what is wrong.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = limits.max_bytes() + 1 - start  # one more than is taken: too large when read, too
        super().receive_data_chunk(raw_data[: max(0, room)], start)


class Readable(Bounded):
    """Takes files whose names are not in UTF-8: the library drops such a part as if none came."""

    def handle_raw_input(
        self,
        input_data: Stream,
        META: dict[str, Any],  # noqa: N803 - the library's name; Any: its environment
        content_length: int,  # noqa: ARG002
        boundary: Any,  # noqa: ANN401 - bytes; the stubs say text
        encoding: str | None = None,
    ) -> Any:  # noqa: ANN401 - the fields and the files, as the library has them
        body: Any = Mended(input_data, boundary)  # Any: read as a file of bytes
        handler = Bounded(self.request)
        try:
            return MultiPartParser(META, body, [handler], encoding).parse()
        except Exception:
            handler.upload_interrupted()  # the library closes whole files alone
            raise


class Mended:
    """The body of a form as it comes, the heads of its parts made UTF-8."""

    def __init__(self, stream: Stream, boundary: bytes) -> None:
        self._stream = stream
        self._mark = b"--" + boundary + b"\r\n"
        self._waiting = b""

    def read(self, size: int) -> bytes:
        """Some bytes, about so many; none at the end alone."""
        while True:
            came = self._stream.read(size)
            self._waiting += came
            ready = self._ready(is_last=not came)
            if ready or not came:
                return ready

    def _ready(self, *, is_last: bool) -> bytes:
        """What needs no more bytes to be read; a head that has not come whole waits."""
        found, content, done = bytearray(), self._waiting, 0
        while (at := content.find(self._mark, done)) >= 0:
            end = content.find(b"\r\n\r\n", at, at + _LONGEST_HEAD)
            if end < 0 and len(content) - at < _LONGEST_HEAD and not is_last:
                break
            end = end if end >= 0 else at + len(self._mark)
            found += content[done:at] + readable(content[at:end])
            done = end
        rest = at if at >= 0 else max(done, len(content) - len(self._mark))
        rest = len(content) if is_last else rest
        found += content[done:rest]
        self._waiting = content[rest:]
        return bytes(found)


def readable(head: bytes) -> bytes:
    """The same text in UTF-8."""
    try:
        head.decode()
    except UnicodeDecodeError:
        return head.decode(_OLD, "replace").encode()
    return head
