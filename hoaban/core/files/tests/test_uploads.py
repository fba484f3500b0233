import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import TemporaryUploadedFile
from django.http import HttpRequest
from django.http.multipartparser import MultiPartParserError
from django.test import RequestFactory

from hoaban.core.files import intake
from hoaban.core.files.limits import MEGABYTE


@pytest.fixture(autouse=True)
def three_megabytes(settings: LazySettings) -> None:
    settings.FILES_MAX_BYTES = 3 * MEGABYTE


@contextmanager
def uploaded(size: int) -> Iterator[TemporaryUploadedFile]:
    """A file of a form, as a page sees it."""
    request = RequestFactory().post("/", {"file": io.BytesIO(b"x" * size)})
    found = request.FILES["file"]
    assert isinstance(found, TemporaryUploadedFile)
    try:
        yield found
    finally:
        found.close()


def test_what_comes_beyond_the_limit_is_not_written() -> None:
    with uploaded(5 * MEGABYTE) as found:
        assert (found.size, len(found.read())) == (5 * MEGABYTE, 3 * MEGABYTE + 1)


def test_a_cut_upload_is_refused_as_too_large() -> None:
    with uploaded(5 * MEGABYTE) as found, pytest.raises(intake.FileTooLarge):  # noqa: SIM117
        with intake.received(found):
            pass


def test_a_file_within_the_limit_comes_whole() -> None:
    with uploaded(3 * MEGABYTE) as found:
        assert len(found.read()) == 3 * MEGABYTE


def part(name: bytes, content: bytes) -> bytes:
    head = b'Content-Disposition: form-data; name="file"; filename="%s"' % name
    return b"--sep\r\n" + head + b"\r\nContent-Type: image/png\r\n\r\n" + content + b"\r\n"


def sent(*parts: bytes) -> HttpRequest:
    body = b"".join(parts) + b"--sep--\r\n"
    return RequestFactory().generic("POST", "/", body, "multipart/form-data; boundary=sep")


def test_a_body_that_cannot_be_read_leaves_no_file_behind(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    name = b'--sep\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n'
    request = sent(name + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"A" * 5 + b"\r\n")
    with pytest.raises(MultiPartParserError) as caught:
        _ = request.FILES
    assert (list(tmp_path.iterdir()), bool(caught.tb)) == ([], True)  # though its frames are held
