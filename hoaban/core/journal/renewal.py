"""Vouches anew, after an upgrade, for rows of which no entry tells what one of today would tell.

A version that vouches for more than the one before it reads the digests of earlier entries no more,
and rows that are older than the first entry which vouches have none. Both are read once, as they
stand when the version comes, and an entry for each portion of them keeps their digests. A row that
an entry of today contradicts, or that came later without one, is never vouched for.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime

from django.db import models, transaction

from hoaban.core.journal import actions, beside, last_said, standing, vouching
from hoaban.core.journal.actions import By
from hoaban.core.journal.models import Entry

PORTION = 90  # digests that the facts of one entry hold


def shapes() -> dict[str, str]:
    """What is vouched for today, by model."""
    return {one._meta.label: vouching.shape(one) for one in standing.vouched()}


def renew(*, by: By, at: datetime) -> int:
    """Vouch for what the upgrade to this version finds; how many rows. Nothing a second time."""
    known, today = last_said.shapes_known(), shapes()
    if known == today:
        return 0
    changed = [
        one for one in standing.vouched() if known.get(one._meta.label) != vouching.shape(one)
    ]
    count = sum(_renew_portion(one, keys, by=by, at=at) for one in changed for keys in _stale(one))
    with transaction.atomic():
        actions.note(last_said.BEGUN, _newest(), by=by, at=at, shapes=today, rows=count)
    return count


def _stale(model: type[models.Model]) -> Iterator[list[int]]:
    """The keys of the rows, by portions, for which no entry of today vouches."""
    renewed, before = last_said.portions(model), standing.before(model)
    waiting: list[int] = []
    for keys in standing.portions(model):
        said = last_said.said(model, keys, renewed)
        waiting += [
            pk for pk in keys if (last_said.is_stale(model, said[pk]) if pk in said else before(pk))
        ]
        while len(waiting) >= PORTION:
            yield waiting[:PORTION]
            waiting = waiting[PORTION:]
    if waiting:
        yield waiting


@transaction.atomic
def _renew_portion(model: type[models.Model], keys: Sequence[int], *, by: By, at: datetime) -> int:
    list(model._base_manager.select_for_update().filter(pk__in=keys).values_list("pk"))
    found, others = standing.read(model, keys), beside.of(model, keys)
    digests = [f"{pk}:{vouching.digest(row, others.get(pk, []))}" for pk, row in found.items()]
    first, last, label = keys[0], keys[-1], model._meta.label
    actions.note(
        last_said.RENEWED,
        _newest(),
        by=by,
        at=at,
        model=label,
        first=first,
        last=last,
        rows=digests,
    )
    return len(digests)


def _newest() -> Entry:
    """The journal as it stands: its newest entry."""
    return Entry.objects.order_by("-id").first() or Entry(pk=0)
