"""Tell whether the journal still fits its seals, and name the first entry that does not."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar

from django.db import models
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from hoaban.core import clock
from hoaban.core.journal import facts, seals
from hoaban.core.journal.models import Entry, Seal

Check = Callable[[bytes, bytes, str, datetime], bool]
BATCH = 2000  # entries of the tail at a time
Row = TypeVar("Row", Entry, Seal)
# What a value raises that its column's kind cannot be: SQLite keeps whatever is written into it.
UNREADABLE = (ValueError, TypeError, AttributeError)


class Misfit(models.TextChoices):
    """What may be wrong."""

    CHANGED = "changed", _("nội dung bị sửa")
    REMOVED = "removed", _("bị xóa")
    ADDED = "added", _("bị thêm vào sau khi niêm phong")
    SEAL_CHANGED = "seal_changed", _("dấu niêm phong bị sửa hoặc chữ ký không đúng")
    SEAL_REMOVED = "seal_removed", _("dấu niêm phong bị xóa")


@dataclass(frozen=True, slots=True)
class Problem:
    """The first thing that does not fit: an entry by its key, or a seal by its number."""

    misfit: Misfit
    seal: int | None = None
    entry: int | None = None

    def __str__(self) -> str:
        where = {"entry": self.entry, "seal": self.seal, "what": self.misfit.label}
        if self.entry is None:
            return gettext("Dấu niêm phong số %(seal)s: %(what)s") % where
        if self.seal is None:
            return gettext("Bút toán %(entry)s (chưa niêm phong): %(what)s") % where
        return gettext("Bút toán %(entry)s (dấu niêm phong số %(seal)s): %(what)s") % where


@dataclass(frozen=True, slots=True)
class VerifyReport:
    """What was looked at, the first misfit, and the tail that no seal covers yet."""

    seals: int
    sealed: int  # entries that fit their seals, up to the first misfit
    last_seal: str  # "<number> <digest>" of the newest seal, to compare with what is kept elsewhere
    tail: int  # entries without a seal
    tail_age: timedelta | None  # since the oldest of them was recorded
    problem: Problem | None

    @property
    def is_whole(self) -> bool:
        """Whether everything fits."""
        return self.problem is None


def verify(check: Check, *, now: datetime | None = None) -> VerifyReport:
    """Go through the whole journal, one seal at a time.

    `check(digest, signature, certificate_pem, moment)` tells whether a signature was good when the
    seal was made. `now` is machine time, for the age of the tail.
    """
    count, sealed, problem = 0, 0, None
    last: Seal | None = None
    for pk, number in Seal.objects.order_by("number").values_list("pk", "number").iterator():
        seal = _readable(Seal.objects.filter(pk=pk))
        if seal is None:
            problem = Problem(Misfit.SEAL_CHANGED, seal=number)
            break
        problem = _misfit_of_seal(seal, last, check) or _misfit_of_entries(seal)
        if problem:
            break
        count, sealed, last = count + 1, sealed + seal.count, seal
    tail, oldest, loose = _tail()
    problem = problem or _stray() or loose
    newest = Seal.objects.order_by("-number").values_list("number", "digest").first()
    return VerifyReport(
        seals=count,
        sealed=sealed,
        last_seal=f"{newest[0]} {newest[1]}" if newest else "",
        tail=tail,
        tail_age=(now or clock.machine_now()) - oldest if oldest else None,
        problem=problem,
    )


def _misfit_of_seal(seal: Seal, last: Seal | None, check: Check) -> Problem | None:
    number = last.number + 1 if last else 1
    if seal.number != number or seal.previous_id != (last.pk if last else None):
        return Problem(Misfit.SEAL_REMOVED, seal=number)
    try:
        fits = _fits(seal, last, check)
    except UNREADABLE:  # what stands there is no moment, no certificate or no signature
        fits = False
    return None if fits else Problem(Misfit.SEAL_CHANGED, seal=seal.number)


def _fits(seal: Seal, last: Seal | None, check: Check) -> bool:
    lines = seals.contents(seal)
    keys = [pk for pk, _ in lines]
    return (
        seal.digest == seals.digest(seal, last.digest if last else "")
        and seal.count == len(lines)
        and [seal.first_entry, seal.last_entry] == keys[:1] + keys[-1:]
        and check(
            bytes.fromhex(seal.digest), bytes(seal.signature), seal.certificate, seal.sealed_at
        )
    )


def _readable(rows: QuerySet[Row]) -> Row | None:
    """The one row of a query, or None where a value is none of its column's kind."""
    try:
        return rows.get()
    except UNREADABLE:
        return None


def _each(rows: QuerySet[Entry]) -> list[tuple[int, Entry | None]]:
    """Entries by key; where one cannot be read, it is None and the others come one by one."""
    try:
        return [(entry.pk, entry) for entry in rows]
    except UNREADABLE:
        keys = list(rows.values_list("pk", flat=True))
        return [(pk, _readable(Entry.objects.filter(pk=pk))) for pk in keys]


def _digest(entry: Entry | None) -> str:
    """The digest that the columns have now; empty where they cannot be read."""
    try:
        return facts.digest(entry) if entry else ""
    except UNREADABLE:
        return ""


def _misfit_of_entries(seal: Seal) -> Problem | None:
    """The first difference between what the seal lists and what stands there."""
    there = dict(_each(Entry.objects.filter(seal=seal)))
    for pk, expected in seals.contents(seal):
        if pk not in there:
            return Problem(Misfit.REMOVED, seal=seal.number, entry=pk)
        entry = there.pop(pk)
        if entry is None or entry.digest != expected or _digest(entry) != expected:
            return Problem(Misfit.CHANGED, seal=seal.number, entry=pk)
    if there:
        return Problem(Misfit.ADDED, seal=seal.number, entry=min(there))
    return None


def _stray() -> Problem | None:
    """An entry marked with a seal that is gone."""
    gone = Entry.objects.filter(seal__isnull=False).exclude(seal__in=Seal.objects.all())
    pk = gone.order_by("id").values_list("pk", flat=True).first()
    return Problem(Misfit.SEAL_REMOVED, entry=pk) if pk else None


def _tail() -> tuple[int, datetime | None, Problem | None]:
    """How many entries have no seal, since when, and the first whose digest does not fit it."""
    count, oldest, problem = 0, None, None
    for pk, entry in _unsealed():
        count += 1
        fits = entry is not None and _digest(entry) == entry.digest
        if entry is not None and fits:
            oldest = min(oldest or entry.recorded_at, entry.recorded_at)
        if problem is None and not fits:
            problem = Problem(Misfit.CHANGED, entry=pk)
    return count, oldest, problem


def _unsealed() -> Iterator[tuple[int, Entry | None]]:
    """The tail in order, some thousand at a time."""
    tail = Entry.objects.filter(seal__isnull=True).order_by("id")
    batch = _each(tail[:BATCH])
    while batch:
        yield from batch
        batch = _each(tail.filter(pk__gt=batch[-1][0])[:BATCH])
