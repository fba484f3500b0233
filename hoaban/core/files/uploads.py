"""Uploads on their way to a page: what comes beyond the limit is not written down."""

from typing import Any

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from hoaban.core.files import limits
from hoaban.core.files.heads import Mended


class Bounded(TemporaryFileUploadHandler):
    """Keeps the first bytes of a file that is too large, and its true size for the refusal.

    So a stranger's endless upload fills no disk, and the form still says what is wrong.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = limits.max_bytes() + 1 - start  # one more than is taken: too large when read, too
        super().receive_data_chunk(raw_data[: max(0, room)], start)


class Readable(Bounded):
    """Lets the library read the body with the heads of its parts mended, once and by itself."""

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ANN401 - the request, or what was read of it before
        META: dict[str, Any],  # noqa: ARG002, N803 - the library's name; Any: its environment
        content_length: int,  # noqa: ARG002
        boundary: Any,  # noqa: ANN401 - bytes; the stubs say text
        encoding: str | None = None,  # noqa: ARG002
    ) -> None:
        """Put the mended body in the place of the one that the library is about to read."""
        if input_data is self.request and self.request is not None:
            stream = self.request._stream
            self.request._stream = Mended(stream, boundary)
