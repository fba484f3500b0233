"""A file comes in whatever its name is written in, and nothing but its head is touched."""

import io
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import TemporaryUploadedFile
from hypothesis import given
from hypothesis import strategies as st

from hoaban.core.files import heads, names
from hoaban.core.files.tests.test_uploads import part, sent

GIVEN = "Đơn xin.png"


@pytest.mark.parametrize(
    ("name", "read"),
    [
        (GIVEN.encode(), GIVEN),
        (GIVEN.replace("ơ", "o\u031b").encode("cp1258", "ignore"), "Đon xin.png"),
        ("Đặng.png".encode()[:-5] + b"\xe1\xba.png", "Đặn.png"),
        (GIVEN.encode("utf-16-le"), GIVEN),
        (b"\xff\xfe\x80\x81.png", "tệp 1.png"),
        (b"\x8a\x8d\x8f", "tệp 1"),
        (b"..", "tệp 1"),
        (b"\x01\x02", "tệp 1"),
        ("🙂.png".encode(), "🙂.png"),
    ],
    ids=["UTF-8", "Windows", "cut", "UTF-16", "nonsense", "no ending", "dots", "unseen", "emoji"],
)
def test_a_file_comes_in_whatever_its_name_is_written_in(name: bytes, read: str) -> None:
    request = sent(part(name, b"picture"), part(b"b.png", b"other"))
    found = request.FILES.getlist("file")
    try:
        assert [file.read() for file in found] == [b"picture", b"other"]
        assert names.clean(found[0].name or "") == names.clean(read)
    finally:
        request.close()


def test_where_no_file_was_chosen_none_comes_in() -> None:
    request = sent(part(b"", b""))
    assert list(request.FILES) == []


def test_the_files_of_a_request_close_with_it(settings: LazySettings, tmp_path: Path) -> None:
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    request = sent(part(b"\xc4.png", b"picture"))
    [file] = request.FILES.getlist("file")
    assert isinstance(file, TemporaryUploadedFile)
    request.close()
    assert (file.closed, list(tmp_path.iterdir())) == (True, [])


class Slow:
    """Hands out a body so many bytes at a time."""

    def __init__(self, body: bytes, step: int) -> None:
        self._body, self._step = io.BytesIO(body), step

    def read(self, _size: int) -> bytes:
        return self._body.read(self._step)


def mended(body: bytes, step: int) -> bytes:
    stream = heads.Mended(Slow(body, step), b"sep")
    return b"".join(iter(lambda: stream.read(9), b""))


@given(
    parts=st.lists(
        st.tuples(
            st.binary(max_size=20).filter(lambda name: b"\r\n" not in name and b'"' not in name),
            st.binary(max_size=60) | st.just(b"--sep\r\n\r\n"),
        ),
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
    assert all(content in at_once for _name, content in parts)


@given(st.binary(min_size=1, max_size=40), st.integers(1, 9))
def test_any_name_is_read_as_one_that_can_be_shown(name: bytes, number: int) -> None:
    assert heads.readable(name, number).replace("\0", "").strip()
