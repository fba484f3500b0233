"""Moves what is promised, some at a time, once a day off was announced."""

import contextlib
from datetime import date

from django_tasks import task

from hoaban.core import clock
from hoaban.core.jobs.actions import enqueue_once
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.postponements import actions, queries

BATCH = 100


def move_promises(entry: Entry) -> None:
    """Promise anew what a day off that was decreed later falls into."""
    move_batch.call(entry.pk, 0)


@task()
def move_batch(entry_pk: int, after: int) -> None:
    """The promises of one batch, each in a transaction of its own; the next batch is queued.

    A dossier that went another way meanwhile is left as it is.
    """
    entry = Entry.objects.get(pk=entry_pk)
    on, at = date.fromisoformat(entry.facts["on"]), clock.now()
    spanning = queries.spanning(on, entry.at).filter(case__gt=after)
    found = list(spanning.values_list("case", "case__reference")[:BATCH])
    for pk, reference in found:
        key = f"{reference}:postponed:{entry_pk}"
        with contextlib.suppress(Refusal):
            by = actors.system("calendar")
            actions.postpone(pk, basis=entry.facts["basis"], by=by, at=at, key=key)
    if len(found) == BATCH:
        last = found[-1][0]
        enqueue_once(move_batch, f"postpone:{entry_pk}:{last}", entry_pk, last)
