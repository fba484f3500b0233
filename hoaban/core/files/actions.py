"""Take files in, settle what the scan said, take away what nothing uses."""

import io
import secrets
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from hoaban.core.files import intake, kinds, limits, names, queries, structure
from hoaban.core.files.enums import Event
from hoaban.core.files.models import Blob, State, Use
from hoaban.core.files.senders import SENDERS
from hoaban.core.journal import actions as journal


def store(
    stream: intake.Readable,
    *,
    name: str,
    by: journal.By,
    at: datetime,
    source: str,
    owner: str,
    allowed: AbstractSet[str] | None = None,
) -> Use:
    """Take a file in: streamed, hashed, judged, checked, then kept once under its digest.

    `owner` is the reference it belongs to, `source` how it came, `allowed` the kinds (MIME) taken
    here (FILES_ALLOWED_KINDS where none are given). The name is cleaned of everything but itself.
    Refuses `EmptyFile`, `FileTooLarge`, `KindNotAllowed`, what `structure.check` refuses, and
    `Busy` to a client whose last files took too long to check. The bytes are stored before the rows
    are written; a transaction rolled back leaves bytes nobody uses. Where an antivirus is
    configured the file waits for its scan (`reactions.scan`) before it is served. Of a PDF with
    faults that readers mend, a mended copy is kept beside it, for browsers to show.
    [L51/2005 Đ13] the original stays as it was, byte for byte.
    """
    with intake.received(stream) as arrived:
        with SENDERS.one(by.client):
            kind = kinds.judge(arrived.path)
            kinds.check(kind, limits.allowed_kinds() if allowed is None else allowed)
            has_copy = structure.check(arrived.path, kind, copy=arrived.copy)
        came = [_blob(arrived, kind, at)]
        if has_copy:
            copy = intake.of(arrived.copy)
            came.insert(0, _blob(copy, kind, at))
            came[-1].mended_id = copy.sha256
        use = Use(
            public_id=secrets.token_hex(8),
            blob_id=arrived.sha256,
            name=names.clean(name, kinds.ENDINGS.get(kind, ())),
            kind=kind,
            size=arrived.size,
            owner=owner,
            source=source,
            state=State.UNSCANNED if limits.scanner() else State.CHECKED,
            created_at=at,
        )
        _keep_all(came, use, arrived, by=by, at=at)
    return use


def _blob(arrived: intake.Received, kind: str, at: datetime) -> Blob:
    return Blob(sha256=arrived.sha256, size=arrived.size, kind=kind, stored_at=at)


def _keep_all(
    came: Sequence[Blob], use: Use, arrived: intake.Received, *, by: journal.By, at: datetime
) -> None:
    """The bytes, then the rows. `remove` may take the same bytes away meanwhile: then once more."""
    paths = [arrived.copy, arrived.path][-len(came) :]
    parts = [
        (intake.Received(path, b.size, b.sha256), b.path)
        for path, b in zip(paths, came, strict=True)
    ]
    for part, place in parts:
        intake.keep(part, place)
    try:
        _write(came, use, by=by, at=at)
    except IntegrityError:  # the row of the bytes went between looking and writing
        use.pk = None
        _write(came, use, by=by, at=at)
    for part, place in parts:
        intake.keep(part, place)


def store_bytes(
    data: bytes,
    *,
    name: str,
    by: journal.By,
    at: datetime,
    source: str,
    owner: str,
    allowed: AbstractSet[str] | None = None,
) -> Use:
    """Take in a file that is in memory already; see `store`."""
    stream = io.BytesIO(data)
    return store(stream, name=name, by=by, at=at, source=source, owner=owner, allowed=allowed)


@transaction.atomic
def _write(blobs: Sequence[Blob], use: Use, *, by: journal.By, at: datetime) -> None:
    for blob in blobs:
        Blob.objects.bulk_create([blob], ignore_conflicts=True)
    mended = blobs[-1].mended_id
    use.save(force_insert=True)
    facts = {"sha256": use.sha256, "kind": use.kind, "size": use.size}
    facts |= {"mended": mended} if mended else {}
    journal.record(Event.STORED, use, by=by, at=at, key=None, **facts)


@transaction.atomic
def settle_scan(pk: int, *, found: str, by: journal.By, at: datetime) -> Use:
    """Write down what the scan found in a file: "" nothing, so it may be served; else its name."""
    use = Use.objects.select_for_update().get(pk=pk)
    state = State.INFECTED if found else State.CLEAN
    if use.state == state:
        return use
    use.state = state
    use.save(update_fields=["state"])
    journal.record(Event.SCANNED, use, by=by, at=at, state=state, found=found[:100])
    return use


def let_go(public_ids: Iterable[str], *, at: datetime) -> None:
    """Their owner has no more use for these files: `remove` takes away what nothing else uses."""
    Use.objects.filter(public_id__in=list(public_ids), left_at=None).update(left_at=at)


@transaction.atomic
def remove(pk: int, *, by: journal.By, at: datetime) -> bool:
    """Take a file away that no row uses: its row, and its bytes where no other file has the same.

    False where a row uses it. The journal keeps its digest, kind and size.
    """
    use = Use.objects.select_for_update().filter(pk=pk).first()
    if use is None or not queries.unused().filter(pk=pk).exists():
        return False
    facts = {"sha256": use.sha256, "kind": use.kind, "size": use.size, "source": use.source}
    journal.record(Event.REMOVED, use, by=by, at=at, key=None, **facts)
    blob_pk = use.blob.pk
    use.delete()
    _remove_bytes(blob_pk)
    return True


def _remove_bytes(pk: int) -> None:
    """Last of all, under the lock of their row, which who stores the same bytes waits for.

    Where the transaction fails after this, rows without bytes stay that nothing uses: the next
    night takes them away.
    """
    blob = Blob.objects.select_for_update().get(pk=pk)
    if blob.uses.exists() or Blob.objects.filter(mended=blob).exists():
        return
    mended = blob.mended
    blob.delete()
    if mended:
        _remove_bytes(mended.pk)
    default_storage.delete(blob.path)
