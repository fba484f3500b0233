"""Take files in, and settle what the scan said."""

import io
import secrets
from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime

from django.db import transaction

from hoaban.core.files import intake, kinds, limits, names, structure
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
        mended = _kept(intake.of(arrived.copy), kind, at) if has_copy else None
        blob = _kept(arrived, kind, at)
        blob.mended_id = mended.sha256 if mended else None
    use = Use(
        public_id=secrets.token_hex(8),
        blob_id=blob.sha256,
        name=names.clean(name, kinds.ENDINGS.get(kind, ())),
        kind=kind,
        size=blob.size,
        owner=owner,
        source=source,
        state=State.UNSCANNED if limits.scanner() else State.CHECKED,
        created_at=at,
    )
    _write([mended, blob] if mended else [blob], use, by=by, at=at)
    return use


def _kept(arrived: intake.Received, kind: str, at: datetime) -> Blob:
    """The bytes in the store; the row is not written yet."""
    blob = Blob(sha256=arrived.sha256, size=arrived.size, kind=kind, stored_at=at)
    intake.keep(arrived, blob.path)
    return blob


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
