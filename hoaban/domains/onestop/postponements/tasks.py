"""Moves what is promised, some at a time, once a day off was announced."""

import contextlib
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_tasks import task

from hoaban.casework.cases.models import Involvement
from hoaban.core import clock
from hoaban.core.jobs.actions import enqueue_once
from hoaban.core.journal.models import Entry
from hoaban.core.people import actors
from hoaban.core.refusals import Refusal
from hoaban.domains.onestop.postponements import actions, queries

BATCH = 100


def move_promises(entry: Entry) -> None:
    """Promise anew what a day off that was decreed later falls into, and wait longer by it."""
    move_batch.call(entry.pk, 0)
    wait_batch.call(entry.pk, 0)


@task(words=_("Dời hạn trả kết quả theo ngày nghỉ mới"))
def move_batch(entry_pk: int, after: int) -> None:
    """The promises of one batch, each in a transaction of its own; the next batch is queued.

    A dossier that went another way meanwhile is left as it is.
    """
    entry = Entry.objects.get(pk=entry_pk)
    on, at = date.fromisoformat(entry.facts["on"]), clock.now()
    last = 0
    for last, key in _batch(queries.spanning(on, entry.at), after, f"postponed:{entry_pk}"):
        with contextlib.suppress(Refusal):
            by = actors.system("calendar")
            actions.postpone(last, basis=entry.facts["basis"], by=by, at=at, key=key)
    if last:
        enqueue_once(move_batch, f"postpone:{entry_pk}:{last}", entry_pk, last)


@task(words=_("Dời hạn bổ sung theo ngày nghỉ mới"))
def wait_batch(entry_pk: int, after: int) -> None:
    """The same for applicants who are waited for."""
    entry = Entry.objects.get(pk=entry_pk)
    on, at = date.fromisoformat(entry.facts["on"]), clock.now()
    last = 0
    for last, key in _batch(queries.waiting(on, entry.at), after, f"waits:{entry_pk}"):
        with contextlib.suppress(Refusal):
            by, basis = actors.system("calendar"), entry.facts["basis"]
            actions.wait_longer(last, on=on, basis=basis, by=by, at=at, key=key)
    if last:
        enqueue_once(wait_batch, f"wait:{entry_pk}:{last}", entry_pk, last)


def _batch(found: QuerySet[Involvement], after: int, name: str) -> list[tuple[int, str]]:
    """The next cases after one (primary keys), each with the key of what is done to it."""
    rows = found.filter(case__gt=after).values_list("case", "case__reference")[:BATCH]
    return [(pk, f"{reference}:{name}") for pk, reference in rows]
