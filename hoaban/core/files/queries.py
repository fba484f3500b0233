"""Read files. What was not scanned is not opened."""

from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage

from hoaban.core.files.models import State, Use
from hoaban.core.refusals import Refusal


class NotScanned(Refusal):
    """Tệp đang được kiểm tra mã độc; vui lòng mở lại sau ít phút.

    files.harmful
    """


class Infected(Refusal):
    """Tệp này có mã độc nên không được mở.

    files.harmful
    """


def check_servable(use: Use) -> None:
    """Refuse `NotScanned` and `Infected` [L86/2015 Đ11]."""
    if use.state == State.UNSCANNED:
        raise NotScanned
    if use.state == State.INFECTED:
        raise Infected


def open(use: Use) -> File[Any]:  # noqa: A001 - said as queries.open
    """The bytes of a clean file, as they came, to be read and closed by the caller."""
    check_servable(use)
    return raw(use)


def raw(use: Use) -> File[Any]:
    """The bytes of a file whatever its state: for the scanner, and for `verify` alone."""
    return default_storage.open(use.blob.path, "rb")
