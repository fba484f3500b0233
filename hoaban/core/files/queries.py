"""Read files. What was not scanned is not opened."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from django.core.files import File
from django.core.files.storage import default_storage
from django.db.models import Exists, ManyToOneRel, OuterRef, QuerySet

from hoaban.core.files.models import Blob, State, Use
from hoaban.core.refusals import Refusal


class NotScanned(Refusal):
    """Tệp đang được kiểm tra mã độc; vui lòng mở lại sau ít phút.

    files.harmful
    """


class Infected(Refusal):
    """Tệp này có mã độc nên không được mở.

    files.harmful
    """


class NotAsStored(Refusal):
    """Tệp lưu trong kho bị mất hoặc không còn đúng như lúc nhận nên không được mở; vui lòng báo
    người quản trị hệ thống khôi phục từ bản sao lưu.

    files.readable
    """


def check_servable(use: Use) -> None:
    """Refuse `NotScanned` and `Infected` [L86/2015 Đ11]."""
    if use.state == State.UNSCANNED:
        raise NotScanned
    if use.state == State.INFECTED:
        raise Infected


def open(use: Use, *, mended: bool = False) -> File[Any]:  # noqa: A001 - said as queries.open
    """The bytes of a clean file, as they came, to be read and closed by the caller.

    `mended` asks for the copy without the faults of a PDF, where there is one. Refuses NotScanned,
    Infected, and NotAsStored where the bytes are others now.
    """
    check_servable(use)
    blob = (use.blob.mended if mended else None) or use.blob
    try:
        file = default_storage.open(blob.path, "rb")
    except FileNotFoundError as gone:
        raise NotAsStored from gone
    if _digest(file) != blob.sha256:
        file.close()
        raise NotAsStored
    file.seek(0)
    return file


def _digest(file: File[Any]) -> str:
    found = hashlib.sha256()
    for piece in file.chunks():
        found.update(piece)
    return found.hexdigest()


def unused() -> QuerySet[Use]:
    """Files that no row of any room points at. What a room names otherwise it has to know."""
    found = Use.objects.all()
    for relation in Use._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            named = {relation.field.name: OuterRef("pk")}
            found = found.exclude(Exists(relation.related_model._base_manager.filter(**named)))
    return found.order_by("pk")


def left(*, since: datetime, until: datetime) -> Iterator[Use]:
    """Unused files that were let go, and those that came in a time and were never used."""
    yield from unused().filter(left_at__isnull=False).iterator()
    yield from unused().filter(left_at=None, created_at__gte=since, created_at__lt=until).iterator()


def changed() -> Iterator[tuple[Blob, str]]:
    """Every stored file that is missing ("missing") or has other bytes now ("changed")."""
    for blob in Blob.objects.order_by("pk").iterator():
        try:
            with default_storage.open(blob.path, "rb") as file:
                if _digest(file) != blob.sha256:
                    yield blob, "changed"
        except FileNotFoundError:
            yield blob, "missing"


def raw(use: Use) -> File[Any]:
    """The bytes of a file whatever its state: for the scanner, and for `verify` alone."""
    return default_storage.open(use.blob.path, "rb")
