"""Seal what was written, in batches and chained, and tell whether the journal still fits.

Who signs and who checks is handed in: the journal knows no gateway. What no seal can show is that
the newest seals were taken away together with their marks; compare the last seal's number and
digest with the ones kept elsewhere (the report gives both).
"""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Protocol

from django.db import IntegrityError, transaction

from hoaban.core.journal import seals
from hoaban.core.journal.models import Entry, Seal

BATCH = 500


class Signature(Protocol):
    """What a signer gives back: `hoaban.gateways.signing.contract.Signature` fits."""

    @property
    def value(self) -> bytes: ...
    @property
    def certificate_pem(self) -> str: ...


Sign = Callable[[bytes], Signature]


class _Overtaken(Exception):
    """Another sealer was faster with these entries."""


def seal_pending(sign: Sign, at: datetime, *, batch: int = BATCH, limit: int | None = None) -> int:
    """Seal committed entries that have no seal, oldest first: how many were sealed.

    `sign` gets the thirty-two bytes of a seal's digest, outside any transaction; `at` is machine
    time. Of two sealers at once one wins each seal; the other stops. An entry that is committed
    after a higher key was sealed is covered by the next seal. At most `limit` entries, if given.
    """
    sealed = 0
    while limit is None or sealed < limit:
        size = batch if limit is None else min(batch, limit - sealed)
        lines = _unsealed(size)
        if not lines:
            break
        seal = _drawn(Seal.objects.order_by("-number").first(), lines, at)
        signature = sign(bytes.fromhex(seal.digest))
        seal.signature = signature.value
        seal.certificate = signature.certificate_pem
        try:
            _keep(seal, [pk for pk, _ in lines])
        except (IntegrityError, _Overtaken):
            break
        sealed += len(lines)
    return sealed


def _unsealed(size: int) -> list[tuple[int, str]]:
    pending = Entry.objects.filter(seal__isnull=True).order_by("id")
    return list(pending.values_list("pk", "digest")[:size])


def _drawn(last: Seal | None, lines: Sequence[tuple[int, str]], at: datetime) -> Seal:
    seal = Seal(
        number=last.number + 1 if last else 1,
        previous=last,
        count=len(lines),
        first_entry=lines[0][0],
        last_entry=lines[-1][0],
        contents=seals.packed(lines),
        sealed_at=at,
    )
    seal.digest = seals.digest(seal, last.digest if last else "")
    return seal


@transaction.atomic
def _keep(seal: Seal, keys: Sequence[int]) -> None:
    seal.save(force_insert=True)
    marked = Entry.objects.filter(pk__in=keys, seal__isnull=True).update(seal=seal)
    if marked != len(keys):
        raise _Overtaken
