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
from hypothesis import given
from hypothesis import strategies as st

from hoaban.core.files import intake, names, uploads
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


@pytest.mark.parametrize(
    ("name", "read"),
    [
        ("Đơn xin.png".encode(), "Đơn xin.png"),
        ("Đơn xin.png".encode("cp1258", "ignore"), "Đơn xin.png".replace("ơ", "o\u031b")),
        ("Giấy khai.png".encode("utf-16-le"), None),
        (b"\xff\xfe\x80\x81 anh.png", None),
        (b"anh\xc4.png", "anhÄ.png"),
    ],
    ids=["UTF-8", "old Windows", "UTF-16", "nonsense", "Latin"],
)
def test_a_file_comes_in_whatever_its_name_is_written_in(name: bytes, read: str | None) -> None:
    request = sent(part(name, b"picture"), part(b"b.png", b"other"))
    found = request.FILES.getlist("file")
    try:
        assert [file.read() for file in found] == [b"picture", b"other"]
        assert names.clean(found[0].name or "", (".png",)).endswith(".png")
        if read is not None:
            assert names.clean(found[0].name or "") == names.clean(read)
    finally:
        request.close()


class Slow:
    """Hands out a body so many bytes at a time."""

    def __init__(self, body: bytes, step: int) -> None:
        self._body, self._step = io.BytesIO(body), step

    def read(self, _size: int) -> bytes:
        return self._body.read(self._step)


def mended(body: bytes, step: int) -> bytes:
    stream = uploads.Mended(Slow(body, step), b"sep")
    return b"".join(iter(lambda: stream.read(9), b""))


@given(
    parts=st.lists(
        st.tuples(st.binary(max_size=20), st.binary(max_size=60) | st.just(b"--sep\r\n\r\n")),
        max_size=4,
    ),
    step=st.integers(1, 50),
    tail=st.sampled_from([b"--sep--\r\n", b"", b"--sep\r\n", b"--se"]),
)
def test_only_heads_change_however_the_body_is_cut(
    parts: list[tuple[bytes, bytes]], step: int, tail: bytes
) -> None:
    body = b"".join(part(*each) for each in parts) + tail
    at_once = mended(body, len(body) + 1)
    assert mended(body, step) == at_once
    if all(uploads.readable(name) == name for name, _content in parts):
        assert at_once == body or any(b"--sep" in content for _name, content in parts)


def test_a_body_that_cannot_be_read_leaves_no_file_behind(
    settings: LazySettings, tmp_path: Path
) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    name = b'--sep\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n'
    request = sent(name + b"Content-Transfer-Encoding: base64\r\n\r\n" + b"A" * 5 + b"\r\n")
    with pytest.raises(MultiPartParserError) as caught:
        _ = request.FILES
    assert (list(tmp_path.iterdir()), bool(caught.tb)) == ([], True)  # though its frames are held
