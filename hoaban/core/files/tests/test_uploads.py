import io
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from django.conf import LazySettings
from django.core.files.uploadedfile import TemporaryUploadedFile
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
