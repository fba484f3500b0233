"""Uploads on their way to a page: what comes beyond the limit is not written down."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from hoaban.core.files import limits


class Bounded(TemporaryFileUploadHandler):
    """Keeps the first bytes of a file that is too large, and its true size for the refusal.

    So a stranger's endless upload fills no disk, and the form still says what is wrong.
    """

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        room = limits.max_bytes() + 1 - start  # one more than is taken: too large when read, too
        super().receive_data_chunk(raw_data[: max(0, room)], start)
